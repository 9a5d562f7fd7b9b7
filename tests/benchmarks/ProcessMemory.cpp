// SPDX-License-Identifier: GPL-3.0-or-later
#include "ProcessMemory.h"

#include <fstream>
#include <string>

namespace calolens::benchmark {

double residentMiB() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line))
        if (line.rfind("VmRSS:", 0) == 0)
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

} // namespace calolens::benchmark
