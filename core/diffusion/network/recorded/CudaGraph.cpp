// SPDX-License-Identifier: GPL-3.0-or-later
#include "diffusion/network/recorded/CudaGraph.h"

#include <ATen/cuda/CUDAEvent.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>

namespace calolens {

namespace {

/// What the graphs of a recorder share: the stream that they are captured on, and their memory.
struct Workshop {
    c10::cuda::CUDAStream stream;
    decltype(at::cuda::graph_pool_handle()) pool = at::cuda::graph_pool_handle();
};

class CudaGraph : public Recording {
public:
    /// @param work done before on the current stream, so that nothing is set up in the capture
    CudaGraph(const std::function<void()>& work, const Workshop& workshop) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 1)
        // Other threads may go on with CUDA in the meantime.
        m_graph.capture_begin(workshop.pool, cudaStreamCaptureModeThreadLocal);
#else
        m_graph.capture_begin(workshop.pool);
#endif
        try {
            work();
        } catch (...) {
            try {
                m_graph.capture_end();        // or the stream stays in capture
            } catch (const std::exception&) { // what broke the work is told
            }
            throw;
        }
        m_graph.capture_end();
    }
    void replay() override {
        m_graph.replay();
    }

private:
    at::cuda::CUDAGraph m_graph;
};

/// Makes `later` wait for what `earlier` was given so far.
void order(const c10::cuda::CUDAStream& earlier, const c10::cuda::CUDAStream& later) {
    at::cuda::CUDAEvent reached;
    reached.record(earlier);
    reached.block(later);
}

} // namespace

Recorder cudaGraphRecorder(const torch::Device& device) {
    const auto workshop =
        std::make_shared<Workshop>(Workshop{c10::cuda::getStreamFromPool(false, device.index())});
    return [workshop](const std::function<void()>& work) -> std::unique_ptr<Recording> {
        const c10::cuda::CUDAStream caller =
            c10::cuda::getCurrentCUDAStream(workshop->stream.device_index());
        order(caller, workshop->stream);
        std::unique_ptr<Recording> graph;
        {
            // Libraries get their workspaces, and kernels are loaded, in the first runs on the
            // stream: a capture must not meet either.
            const c10::cuda::CUDAStreamGuard here(workshop->stream);
            for (int warmUp = 0; warmUp < 2; ++warmUp)
                work();
            workshop->stream.synchronize();
            graph = std::make_unique<CudaGraph>(work, *workshop);
        }
        order(workshop->stream, caller);
        return graph;
    };
}

} // namespace calolens
