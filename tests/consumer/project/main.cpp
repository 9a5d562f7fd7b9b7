// SPDX-License-Identifier: GPL-3.0-or-later
// Uses what an installed CaloLens offers, from outside. Argument: an event file (optional).
#include <calolens/detector/Granularity.h>
#include <calolens/error/Error.h>
#include <calolens/event/EventFile.h>

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    const auto detector = calolens::Detector::cocoa();
    const calolens::Granularity fine({{256, 256}, {256, 256}, {128, 128}});
    if (detector.layerCount() != 6 || fine.coarsened(2).factorTo(fine, 0) != 2) {
        std::fprintf(stderr, "the detector is not the one that was installed\n");
        return EXIT_FAILURE;
    }
    try {
        (void)calolens::EventFile::open("there-is-no-such-file.h5");
        std::fprintf(stderr, "a file that does not exist was opened\n");
        return EXIT_FAILURE;
    } catch (const calolens::FileError& error) {
        std::printf("as it should be: %s\n", error.what());
    }
    if (argc > 1) {
        const auto file = calolens::EventFile::open(argv[1]);
        const auto event = file->read(0);
        std::printf("%lld events; the first has %zu LR and %zu HR cells\n",
                    static_cast<long long>(file->size()), event.lr().size(), event.hr().size());
        if (file->size() < 1 || event.hr().size() <= event.lr().size()) {
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
