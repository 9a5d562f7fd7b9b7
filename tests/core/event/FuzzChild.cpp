// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzChild.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <execinfo.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
// Huge requests fail as they do without the sanitizer; every error ends the child by a signal.
extern "C" const char* __asan_default_options() {
    return "allocator_may_return_null=1:max_allocation_size_mb=1024:abort_on_error=1:detect_leaks="
           "0:handle_abort=0";
}
#endif

namespace calolens::fuzz {

namespace {
/// Of processor time: a busy machine is no hang. The thread sanitizer marks gigabytes that a damaged
/// file asks for byte by byte.
#if defined(__SANITIZE_THREAD__)
constexpr time_t hangSeconds = 120;
#else
constexpr time_t hangSeconds = 10;
#endif
constexpr int wrongException = 3;

/// Writes the stack to standard error and dies of the signal.
[[maybe_unused]] void onCrash(int signal) {
    std::array<void*, 40> frames{};
    const int count = backtrace(frames.data(), static_cast<int>(frames.size()));
    backtrace_symbols_fd(frames.data() + 2, std::max(0, count - 2), STDERR_FILENO);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

[[noreturn]] void runChild(std::int64_t first, std::int64_t last,
                           const std::function<void(std::int64_t)>& task, int progress,
                           int errors) {
    dup2(errors, STDERR_FILENO);
#if !defined(__SANITIZE_ADDRESS__)
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGILL, SIGPROF})
        std::signal(signal, onCrash);
#endif
    for (std::int64_t number = first; number < last; ++number) {
        if (write(progress, &number, sizeof number) != sizeof number)
            _exit(EXIT_FAILURE);
        const itimerval limit{{0, 0}, {hangSeconds, 0}};
        setitimer(ITIMER_PROF, &limit, nullptr);
        try {
            task(number);
        } catch (const std::exception& error) {
            std::fprintf(stderr, "exception: %s\n", error.what());
            std::fflush(stderr);
            _exit(wrongException);
        }
    }
    _exit(EXIT_SUCCESS);
}

std::string readFrom(std::FILE* file) {
    std::string text;
    std::rewind(file);
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), file))
        text.append(buffer.data(), n);
    return text;
}

/// Whether HDF5's code comes before ours on the way from the crash to main().
bool crashedInLibrary(const std::string& stack) {
    std::istringstream lines(stack);
    for (std::string line; std::getline(lines, line);) {
        if (line.find("libhdf5") != std::string::npos)
            return true;
        if (line.find("calolens") != std::string::npos || line.find("test_") != std::string::npos)
            return false;
    }
    return false;
}

std::string describe(int status, const std::string& errors) {
    std::string text;
    if (WIFSIGNALED(status))
        text = WTERMSIG(status) == SIGPROF ? "hangs" : strsignal(WTERMSIG(status));
    else
        text = "ends with code " + std::to_string(WEXITSTATUS(status));
    return text + '\n' + errors.substr(0, 3000);
}
} // namespace

std::int64_t Report::inLibrary() const {
    return std::count_if(failures.begin(), failures.end(),
                         [](const Failure& failure) { return failure.inLibrary; });
}

Report runInChildren(std::int64_t first, std::int64_t last,
                     const std::function<void(std::int64_t)>& task) {
    Report report;
    void* warmUp[1];
    backtrace(warmUp, 1); // loads what it needs, which a crashed child could not
    while (first < last) {
        int progress[2] = {};
        std::FILE* errors = std::tmpfile();
        if (!errors || pipe(progress) != 0)
            return report;
        std::fflush(nullptr);
        const pid_t child = fork();
        if (child == 0) {
            close(progress[0]);
            runChild(first, last, task, progress[1], fileno(errors));
        }
        close(progress[1]);
        std::int64_t number = first - 1, current = first;
        while (read(progress[0], &number, sizeof number) == sizeof number)
            current = number;
        close(progress[0]);
        int status = 0;
        rusage usage{};
        wait4(child, &status, 0, &usage);
        report.maxResidentBytes =
            std::max<std::int64_t>(report.maxResidentBytes, usage.ru_maxrss * std::int64_t{1024});
        report.done += current + 1 - first;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS) {
            const std::string stack = readFrom(errors);
            report.failures.push_back({current, describe(status, stack), crashedInLibrary(stack)});
        }
        std::fclose(errors);
        first = current + 1;
    }
    return report;
}

} // namespace calolens::fuzz
