// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/HeaderCheck.h"

#include "hdf5/RawFile.h"
#include "hdf5/Translate.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace calolens::hdf5 {

namespace {
using Bytes = std::span<const unsigned char>;

// HDF5 file format, "Version 1 Data Object Header Prefix" and "Attribute Message".
constexpr std::size_t prefixBytes = 16;
constexpr std::size_t messageHeaderBytes = 8;
constexpr std::uint64_t attributeMessage = 0x0c;
constexpr std::uint64_t continuationMessage = 0x10;
constexpr std::uint64_t maxBlockBytes = std::uint64_t{16} << 20;
constexpr std::size_t maxBlocks = 10000;

std::size_t padded(std::uint64_t size) {
    return static_cast<std::size_t>((size + 7) / 8 * 8);
}

/// Number of values of a dataspace message, or -1 if it makes no sense.
std::int64_t valueCount(Bytes space) {
    if (space.size() < 4)
        return -1;
    const unsigned version = space[0], rank = space[1];
    if (version == 2 && space[3] == 2) // no values at all
        return 0;
    const std::size_t dimensions = version == 1 ? 8 : 4;
    if ((version != 1 && version != 2) || rank > H5S_MAX_RANK ||
        space.size() < dimensions + std::size_t{8} * rank)
        return -1;
    std::uint64_t count = 1;
    for (unsigned i = 0; i < rank; ++i) {
        const std::uint64_t size = littleEndian(space.subspan(dimensions + std::size_t{8} * i, 8));
        if (size > maxBlockBytes || (count *= size) > maxBlockBytes)
            return -1;
    }
    return static_cast<std::int64_t>(count);
}

/// Whether an attribute's name, type, space and values lie within its message.
bool attributeFits(Bytes message) {
    if (message.size() < 8)
        return false;
    const unsigned version = message[0];
    const bool shared = version > 1 && message[1] != 0; // type or space stored elsewhere
    if (version < 1 || version > 3 || shared)
        return false;
    std::size_t sizes[3] = {}; // name, type, space
    for (std::size_t i = 0; i < 3; ++i) {
        const std::uint64_t size = littleEndian(message.subspan(2 + 2 * i, 2));
        sizes[i] = version == 1 ? padded(size) : static_cast<std::size_t>(size);
    }
    const std::size_t start = version == 3 ? 9 : 8;
    const std::size_t type = start + sizes[0], space = type + sizes[1], data = space + sizes[2];
    if (data > message.size() || sizes[0] == 0 || sizes[1] < 8 || sizes[2] < 4)
        return false;
    if (std::memchr(message.data() + start, 0, sizes[0]) == nullptr)
        return false;
    const std::uint64_t typeBytes = littleEndian(message.subspan(type + 4, 4));
    const std::int64_t count = valueCount(message.subspan(space, sizes[2]));
    return count >= 0 && typeBytes > 0 &&
           std::cmp_less_equal(count, (message.size() - data) / typeBytes);
}

struct Block {
    std::uint64_t address = 0, size = 0;
};

/// Checks the messages of one block of the header. Continuations are added to `blocks`.
bool blockFits(Bytes block, std::vector<Block>& blocks) {
    for (std::size_t at = 0; at + messageHeaderBytes <= block.size();) {
        const std::uint64_t type = littleEndian(block.subspan(at, 2));
        const auto size = static_cast<std::size_t>(littleEndian(block.subspan(at + 2, 2)));
        at += messageHeaderBytes;
        if (size > block.size() - at)
            return false;
        const Bytes message = block.subspan(at, size);
        const bool shared = (block[at - messageHeaderBytes + 4] & 2) != 0;
        if (type == attributeMessage && (shared || !attributeFits(message)))
            return false;
        if (type == continuationMessage) {
            if (size < 16)
                return false;
            blocks.push_back({littleEndian(message.first(8)), littleEndian(message.subspan(8, 8))});
        }
        at += size;
    }
    return true;
}

bool headerFits(const RawFile& file, std::uint64_t address) {
    unsigned char prefix[prefixBytes];
    if (!file.read(address, prefix))
        return false;
    if (std::memcmp(prefix, "OHDR", 4) == 0)
        return true; // under a checksum
    if (prefix[0] != 1)
        return false;
    std::vector<Block> blocks{{address + prefixBytes, littleEndian(Bytes(prefix).subspan(8, 4))}};
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Block block = blocks[i];
        if (i >= maxBlocks || block.size > maxBlockBytes)
            return false;
        std::vector<unsigned char> bytes(static_cast<std::size_t>(block.size));
        if (!file.read(block.address, bytes) || !blockFits(bytes, blocks))
            return false;
    }
    return true;
}
} // namespace

void checkHeader(std::int64_t object, const FilePlace& place) {
    H5O_info_t info{};
    haddr_t address = HADDR_UNDEF;
#if H5_VERSION_GE(1, 12, 0)
    const bool found = H5Oget_info3(object, &info, H5O_INFO_BASIC) >= 0 &&
                       H5VLnative_token_to_addr(object, info.token, &address) >= 0;
#else
    const bool found = H5Oget_info2(object, &info, H5O_INFO_BASIC) >= 0;
    address = info.addr;
#endif
    if (!found)
        fail(place, "cannot be examined");
    if (!headerFits(RawFile(object), address))
        throw FileError(place, "its attributes are damaged, or are stored in a way that is not "
                               "supported (types shared between attributes)");
}

} // namespace calolens::hdf5
