// SPDX-License-Identifier: GPL-3.0-or-later
#include "Mutations.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

namespace calolens::mutation {

namespace {
/// Signatures of HDF5's metadata blocks.
constexpr std::array<std::string_view, 15> signatures{"\x89HDF", "OHDR", "OCHK", "TREE", "SNOD",
                                                      "HEAP",    "GCOL", "FRHP", "FHDB", "BTHD",
                                                      "BTLF",    "EAHD", "EAIB", "FAHD", "FSHD"};

std::size_t below(RandomStream& random, std::size_t n) {
    return random.below(static_cast<std::uint32_t>(std::max<std::size_t>(n, 1)));
}

/// A place in the file: anywhere, near the start, or within one of the metadata blocks.
std::size_t position(const std::string& bytes, RandomStream& random) {
    const std::uint32_t kind = random.below(4);
    if (kind == 0)
        return below(random, bytes.size());
    if (kind == 1)
        return below(random, std::min<std::size_t>(bytes.size(), 1024));
    std::vector<std::size_t> blocks;
    for (const std::string_view signature : signatures)
        for (auto at = bytes.find(signature); at != std::string::npos;
             at = bytes.find(signature, at + 1))
            blocks.push_back(at);
    if (blocks.empty())
        return below(random, bytes.size());
    return std::min(blocks[below(random, blocks.size())] + below(random, 256), bytes.size() - 1);
}

void flipBits(std::string& bytes, RandomStream& random) {
    for (std::uint32_t i = 1 + random.below(16); i > 0; --i) {
        char& byte = bytes[position(bytes, random)];
        byte = static_cast<char>(byte ^ (1 << random.below(8)));
    }
}

void overwrite(std::string& bytes, RandomStream& random) {
    const std::size_t start = position(bytes, random);
    const std::size_t end = std::min(bytes.size(), start + 1 + random.below(64));
    const std::uint32_t kind = random.below(3);
    for (std::size_t i = start; i < end; ++i)
        bytes[i] = static_cast<char>(kind == 0 ? 0 : kind == 1 ? 0xff : random.below(256));
}

/// A number that a length, count or address must not have.
void plantNumber(std::string& bytes, RandomStream& random) {
    const std::array<std::uint64_t, 10> numbers{0,
                                                1,
                                                0x7f,
                                                0xffff,
                                                0x7fffffff,
                                                0xffffffff,
                                                0x7fffffffffffffff,
                                                0xffffffffffffffff,
                                                bytes.size(),
                                                bytes.size() / 2};
    const std::uint64_t number = numbers[below(random, numbers.size())];
    const std::size_t width = std::size_t{1} << random.below(4);
    const std::size_t start = position(bytes, random);
    if (start + width <= bytes.size())
        std::memcpy(bytes.data() + start, &number, width);
}

void truncate(std::string& bytes, RandomStream& random) {
    bytes.resize(below(random, bytes.size()));
}

void swapBlocks(std::string& bytes, RandomStream& random) {
    const std::size_t length = 1 + below(random, std::min<std::size_t>(512, bytes.size() / 4));
    const std::size_t a = std::min(position(bytes, random), bytes.size() - length);
    const std::size_t b = std::min(position(bytes, random), bytes.size() - length);
    const std::string first = bytes.substr(a, length), second = bytes.substr(b, length);
    bytes.replace(a, length, second);
    bytes.replace(b, length, first);
}

void copyBlock(std::string& bytes, RandomStream& random) {
    const std::size_t length = 1 + below(random, std::min<std::size_t>(512, bytes.size() / 4));
    const std::size_t from = std::min(position(bytes, random), bytes.size() - length);
    const std::string block = bytes.substr(from, length);
    bytes.replace(std::min(position(bytes, random), bytes.size() - length), length, block);
}

void removeBlock(std::string& bytes, RandomStream& random) {
    bytes.erase(position(bytes, random), 1 + random.below(64));
}

void insertBlock(std::string& bytes, RandomStream& random) {
    bytes.insert(position(bytes, random), 1 + random.below(64),
                 static_cast<char>(random.below(256)));
}
} // namespace

void damageBytes(std::string& bytes, RandomStream& random) {
    constexpr std::array ways{flipBits,    flipBits,    flipBits,    overwrite, overwrite,
                              plantNumber, plantNumber, plantNumber, truncate,  swapBlocks,
                              copyBlock,   removeBlock, insertBlock};
    for (std::uint32_t i = 1 + (random.below(4) == 0 ? random.below(4) : 0); i > 0; --i)
        if (bytes.size() > 64)
            ways[below(random, ways.size())](bytes, random);
}

} // namespace calolens::mutation
