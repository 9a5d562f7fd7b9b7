// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/VariableText.h"

#include "hdf5/Handle.h"
#include "hdf5/RawFile.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <cstring>
#include <optional>
#include <span>

namespace calolens::hdf5 {

namespace {
/// What a file stores for a value of variable length (HDF5 file format, "Global Heap ID").
struct Reference {
    std::uint32_t length = 0;     ///< bytes of the text
    std::uint64_t collection = 0; ///< address of the global heap collection that holds it
    std::uint32_t index = 0;      ///< of the object within the collection
};
constexpr std::size_t referenceBytes = 16;

/// "Converts" references to opaque bytes by leaving them as they are, which is how the library is
/// made to hand them out.
herr_t keepBytes(hid_t source, hid_t destination, H5T_cdata_t* data, std::size_t, std::size_t,
                 std::size_t, void*, void*, hid_t) {
    data->need_bkg = H5T_BKG_NO;
    const bool possible =
        H5Tget_size(destination) == referenceBytes && H5Tis_variable_str(source) > 0;
    return data->command != H5T_CONV_INIT || possible ? 0 : -1;
}

class ReferenceConversion {
public:
    ReferenceConversion()
        : m_text(H5Tcopy(H5T_C_S1))
        , m_bytes(H5Tcreate(H5T_OPAQUE, referenceBytes)) {
        H5Tset_size(m_text.id(), H5T_VARIABLE);
        m_registered = H5Tregister(H5T_PERS_SOFT, name, m_text.id(), m_bytes.id(), keepBytes) >= 0;
    }
    ~ReferenceConversion() {
        if (m_registered)
            H5Tunregister(H5T_PERS_SOFT, name, m_text.id(), m_bytes.id(), keepBytes);
    }
    ReferenceConversion(const ReferenceConversion&) = delete;
    ReferenceConversion& operator=(const ReferenceConversion&) = delete;

    [[nodiscard]] bool read(hid_t attribute, std::span<unsigned char> out) const {
        return m_registered && H5Aread(attribute, m_bytes.id(), out.data()) >= 0;
    }

private:
    static constexpr const char* name = "calolens-references";
    Handle m_text, m_bytes;
    bool m_registered = false;
};

std::optional<std::vector<Reference>> readReferences(hid_t attribute, std::size_t count) {
    std::vector<unsigned char> bytes(count * referenceBytes);
    if (!ReferenceConversion().read(attribute, bytes))
        return std::nullopt;
    std::vector<Reference> references;
    for (std::size_t i = 0; i < count; ++i) {
        const auto raw = std::span(bytes).subspan(i * referenceBytes, referenceBytes);
        references.push_back({static_cast<std::uint32_t>(littleEndian(raw.first(4))),
                              littleEndian(raw.subspan(4, 8)),
                              static_cast<std::uint32_t>(littleEndian(raw.subspan(12, 4)))});
    }
    return references;
}

/// Finds an object in its collection: header of 16 bytes ("GCOL", version 1, size), then objects,
/// each with a header of 16 bytes (index, references, size) and padded to 8 bytes; index 0 is free
/// space.
std::optional<std::string> readObject(const RawFile& file, const Reference& reference) {
    constexpr std::uint64_t headerBytes = 16;
    constexpr int maxObjects = 65536; // indices have 16 bits
    unsigned char header[headerBytes];
    if (!file.read(reference.collection, header) || std::memcmp(header, "GCOL\x01", 5) != 0)
        return std::nullopt;
    const std::uint64_t size = littleEndian(std::span(header).subspan(8, 8));
    std::uint64_t at = headerBytes;
    for (int object = 0; object < maxObjects && at <= size && size - at >= headerBytes; ++object) {
        if (!file.read(reference.collection + at, header))
            return std::nullopt;
        const std::uint64_t index = littleEndian(std::span(header).first(2));
        const std::uint64_t length = littleEndian(std::span(header).subspan(8, 8));
        if (index == 0 || length > size - at - headerBytes)
            return std::nullopt;
        if (index == reference.index) {
            if (reference.length > length)
                return std::nullopt;
            std::string text(reference.length, '\0');
            if (!file.read(reference.collection + at + headerBytes,
                           {reinterpret_cast<unsigned char*>(text.data()), text.size()}))
                return std::nullopt;
            return text.substr(0, text.find('\0'));
        }
        at += headerBytes + (length + 7) / 8 * 8;
    }
    return std::nullopt;
}
} // namespace

std::vector<std::string> readVariableTexts(std::int64_t attribute, std::size_t count,
                                           std::size_t maxBytes, const FilePlace& place,
                                           const std::string& name) {
    const auto references = readReferences(attribute, count);
    if (!references)
        throw FileError(place, fmt::format("attribute '{}' cannot be read", name));
    const RawFile file(attribute);
    std::vector<std::string> texts;
    std::size_t total = 0;
    for (const Reference& reference : *references) {
        total += reference.length;
        if (total > maxBytes)
            throw FileError(place, fmt::format("attribute '{}' declares an absurd length", name));
        if (reference.length == 0) {
            texts.emplace_back();
            continue;
        }
        auto text = readObject(file, reference);
        if (!text)
            throw FileError(place, fmt::format("the text of attribute '{}' is damaged", name));
        texts.push_back(std::move(*text));
    }
    return texts;
}

} // namespace calolens::hdf5
