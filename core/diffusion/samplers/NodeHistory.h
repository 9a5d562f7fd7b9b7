// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace calolens {

/// What a multistep method remembers: vectors at the nodes it came by, the newest first. Allocates
/// when it is made and not again.
class NodeHistory {
public:
    /// @param depth nodes remembered; @param size length of the vectors
    NodeHistory(std::size_t depth, std::size_t size)
        : m_nodes(depth)
        , m_values(depth, std::vector<float>(size)) {}

    /// Makes room at the front, forgetting the oldest if all is full.
    /// @returns the vector to fill
    std::span<float> push(double node) {
        m_newest = (m_newest + m_nodes.size() - 1) % m_nodes.size();
        m_nodes[m_newest] = node;
        if (m_size < m_nodes.size())
            ++m_size;
        return m_values[m_newest];
    }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] double node(std::size_t i) const { return m_nodes[place(i)]; }
    [[nodiscard]] std::span<const float> values(std::size_t i) const { return m_values[place(i)]; }

private:
    [[nodiscard]] std::size_t place(std::size_t i) const { return (m_newest + i) % m_nodes.size(); }

    std::vector<double> m_nodes;
    std::vector<std::vector<float>> m_values;
    std::size_t m_newest = 0;
    std::size_t m_size = 0;
};

} // namespace calolens
