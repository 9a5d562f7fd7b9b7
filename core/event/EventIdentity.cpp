// SPDX-License-Identifier: GPL-3.0-or-later
#include "event/EventIdentity.h"

#include "event/Fingerprint.h"

#include <fmt/format.h>

namespace calolens {

namespace {
class Hash {
public:
    template<class T>
    void add(const std::vector<T>& values) {
        m_value = fingerprint(std::as_bytes(std::span(values)), m_value);
    }
    void add(const std::string& text) {
        m_value = fingerprint(std::as_bytes(std::span(text)), m_value);
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return m_value; }

private:
    std::uint64_t m_value = fingerprint({});
};
} // namespace

std::string eventIdentity(const EventFile& file) {
    Hash hash;
    hash.add(file.provenance());
    hash.add(file.readout()->detector.name);
    for (const Granularity& level : file.readout()->levels)
        hash.add(level.grids());
    if (const std::int64_t size = file.size(); size > 0)
        for (const std::int64_t number : {std::int64_t{0}, size / 2, size - 1}) {
            const Event event = file.read(number);
            for (const CellSet& cells : event.levels) {
                hash.add(cells.layer);
                hash.add(cells.ieta);
                hash.add(cells.iphi);
                hash.add(cells.energy);
            }
        }
    return fmt::format("{} events, {:016x}", file.size(), hash.value());
}

} // namespace calolens
