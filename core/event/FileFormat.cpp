// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/FileFormat.h"

#include "event/DepositsFormat.h"
#include "event/EventFormat.h"
#include "hdf5/Lock.h"

namespace calolens {

FileFormat detectFormat(const std::filesystem::path& path) {
    const hdf5::Lock lock;
    const hdf5::File file = hdf5::File::open(path);
    const FilePlace place{path.string(), {}, {}};
    const hdf5::Attributes attributes = file.attributes("/");
    if (!attributes.has("format"))
        throw FileError(place,
                        "is an HDF5 file of another program (attribute 'format' is missing)");
    const std::string format = attributes.text("format");
    if (format == native::format)
        return FileFormat::Events;
    if (format == deposits::format)
        return FileFormat::Deposits;
    throw FileError(place, fmt::format("is a file of the format '{}', expected '{}' or '{}'",
                                       format.substr(0, 80), native::format, deposits::format));
}

} // namespace calolens
