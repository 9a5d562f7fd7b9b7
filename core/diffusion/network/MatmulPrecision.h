// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diffusion/ModelLoading.h"
#include "diffusion/network/TorchHeaders.h"

namespace calolens {

/// Whether CUDA may round the factors of float products to TF32, as long as this lives. The switch
/// is one for the whole process.
class MatmulPrecision {
public:
    explicit MatmulPrecision(Precision precision)
        : m_before(at::globalContext().allowTF32CuBLAS()) {
        set(precision == Precision::Tf32);
    }
    ~MatmulPrecision() { set(m_before); }
    MatmulPrecision(const MatmulPrecision&) = delete;
    MatmulPrecision& operator=(const MatmulPrecision&) = delete;

private:
    static void set(bool allow) {
        if (at::globalContext().allowTF32CuBLAS() != allow)
            at::globalContext().setAllowTF32CuBLAS(allow);
    }
    bool m_before;
};

} // namespace calolens
