// SPDX-License-Identifier: GPL-3.0-or-later
#include "hdf5/File.h"

#include "hdf5/HeaderCheck.h"
#include "hdf5/Lock.h"
#include "hdf5/Translate.h"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>

namespace calolens::hdf5 {

namespace {
constexpr std::int64_t maxChunkBytes = std::int64_t{64} << 20;
constexpr std::size_t chunkCacheBytes = std::size_t{4} << 20;
constexpr std::size_t maxLinks = 100000; ///< per group that is listed
constexpr unsigned deflateLevel = 6;

Handle accessProperties() {
    Handle properties(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_libver_bounds(properties.id(), H5F_LIBVER_V110, H5F_LIBVER_V110);
    // Files are written under a temporary name and renamed, so readers need no locks; and many
    // cluster file systems have none.
    H5Pset_file_locking(properties.id(), false, true);
    H5Pset_fclose_degree(properties.id(), H5F_CLOSE_WEAK);
    return properties;
}

/// Refuses values stored in one piece of another size than the dataset's shape and type make: the
/// library would read beyond it.
void checkPieceSize(hid_t dataset, std::int64_t typeSize, bool mayBeAbsent,
                    const FilePlace& place) {
    const Handle space(H5Dget_space(dataset));
    const hssize_t values = H5Sget_simple_extent_npoints(space.id());
    const hsize_t stored = H5Dget_storage_size(dataset);
    if (mayBeAbsent && stored == 0)
        return;
    if (values < 0 || typeSize < 1 ||
        static_cast<hsize_t>(values) != stored / static_cast<hsize_t>(typeSize) ||
        stored % static_cast<hsize_t>(typeSize) != 0)
        throw FileError(place, fmt::format("stores {} bytes for {} values of {} bytes", stored,
                                           values, typeSize));
}

/// Refuses storage that reaches outside the file, needs plug-ins or could exhaust the memory.
void checkStorage(hid_t dataset, const FilePlace& place) {
    const Handle properties(H5Dget_create_plist(dataset));
    if (!properties.valid())
        fail(place, "its storage cannot be examined");
    const Handle type(H5Dget_type(dataset));
    const auto typeSize = static_cast<std::int64_t>(H5Tget_size(type.id()));
    switch (H5Pget_layout(properties.id())) {
    case H5D_COMPACT:
        checkPieceSize(dataset, typeSize, false, place);
        break;
    case H5D_CONTIGUOUS:
        if (H5Pget_external_count(properties.id()) != 0)
            throw FileError(place, "keeps its values in other files, which is not supported");
        checkPieceSize(dataset, typeSize, true, place);
        break;
    case H5D_CHUNKED: {
        hsize_t sizes[H5S_MAX_RANK] = {};
        const int rank = H5Pget_chunk(properties.id(), H5S_MAX_RANK, sizes);
        if (rank < 1 || rank > H5S_MAX_RANK)
            fail(place, "its chunks cannot be examined");
        std::int64_t bytes = typeSize;
        for (int i = 0; i < rank; ++i) {
            if (sizes[i] == 0 || sizes[i] > static_cast<hsize_t>(maxChunkBytes / bytes))
                throw FileError(place, fmt::format("declares chunks of more than {} MB, which is "
                                                   "not supported",
                                                   maxChunkBytes >> 20));
            bytes *= static_cast<std::int64_t>(sizes[i]);
        }
        break;
    }
    default:
        throw FileError(place, "is stored in a way that is not supported (virtual dataset)");
    }
    const int filters = H5Pget_nfilters(properties.id());
    for (int i = 0; i < filters; ++i) {
        unsigned flags = 0, config = 0;
        std::size_t parameters = 0;
        const H5Z_filter_t filter =
            H5Pget_filter2(properties.id(), static_cast<unsigned>(i), &flags, &parameters, nullptr,
                           0, nullptr, &config);
        if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE &&
            filter != H5Z_FILTER_FLETCHER32)
            throw FileError(place, fmt::format("is compressed by filter {}, which is not "
                                               "supported (expected: deflate, also called gzip)",
                                               static_cast<int>(filter)));
    }
}
} // namespace

FilePlace File::place(const std::string& object) const {
    return {m_path.string(), object, {}};
}

File File::open(const std::filesystem::path& path, Access access) {
    const Lock lock;
    const FilePlace place{path.string(), {}, {}};
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        throw FileError(place, "there is no such file");
    if (std::filesystem::is_directory(status))
        throw FileError(place, "is a folder, expected an HDF5 file");
    if (!std::filesystem::is_regular_file(status))
        throw FileError(place, "is not a regular file");
    const htri_t isHdf5 = H5Fis_hdf5(path.c_str());
    if (isHdf5 < 0)
        fail(place, "cannot be opened");
    if (isHdf5 == 0)
        throw FileError(place, "is not an HDF5 file");
    File file;
    file.m_path = path;
    file.m_readOnly = access == Access::Read;
    const Handle properties = accessProperties();
    file.m_handle = Handle(H5Fopen(
        path.c_str(), access == Access::Read ? H5F_ACC_RDONLY : H5F_ACC_RDWR, properties.id()));
    if (!file.m_handle.valid())
        fail(place, "cannot be opened");
    return file;
}

File File::create(const std::filesystem::path& path, std::filesystem::path shownPath) {
    const Lock lock;
    File file;
    file.m_path = shownPath.empty() ? path : std::move(shownPath);
    const Handle properties = accessProperties();
    file.m_handle = Handle(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, properties.id()));
    if (!file.m_handle.valid())
        fail(file.place(), "cannot be created");
    return file;
}

bool File::has(const std::string& name) const {
    const Lock lock;
    if (name == "/")
        return true;
    // Component by component: a soft or external link on the way is not followed.
    for (std::size_t end = 0; end != std::string::npos;) {
        end = name.find('/', end + 1);
        const std::string part = name.substr(0, end);
        if (H5Lexists(m_handle.id(), part.c_str(), H5P_DEFAULT) <= 0)
            return false;
        H5L_info_t link{};
        if (H5Lget_info(m_handle.id(), part.c_str(), &link, H5P_DEFAULT) < 0 ||
            link.type != H5L_TYPE_HARD)
            return false;
        // H5Lexists fails on a path through something that is not a group; ask before going on.
        if (end != std::string::npos) {
            const Handle object(H5Oopen(m_handle.id(), part.c_str(), H5P_DEFAULT));
            if (!object.valid() || H5Iget_type(object.id()) != H5I_GROUP)
                return false;
        }
    }
    return true;
}

std::vector<std::string> File::names(const std::string& group) const {
    const Lock lock;
    std::vector<std::string> result;
    if (!has(group))
        return result;
    const Handle object(H5Oopen(m_handle.id(), group.c_str(), H5P_DEFAULT));
    if (!object.valid() || H5Iget_type(object.id()) != H5I_GROUP)
        throw FileError(place(group), "is not a group");
    const auto collect = [](hid_t, const char* name, const H5L_info_t* info, void* out) -> herr_t {
        auto& names = *static_cast<std::vector<std::string>*>(out);
        if (info->type == H5L_TYPE_HARD)
            names.emplace_back(name);
        return names.size() < maxLinks ? 0 : -1;
    };
    if (H5Literate(object.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &result) < 0)
        fail(place(group), "its contents cannot be listed");
    std::sort(result.begin(), result.end());
    return result;
}

Attributes File::attributes(const std::string& object) const {
    const Lock lock;
    if (!has(object))
        throw FileError(place(object), "is missing");
    Handle handle(H5Oopen(m_handle.id(), object.c_str(), H5P_DEFAULT));
    if (!handle.valid())
        fail(place(object), "cannot be opened");
    const FilePlace shown = place(object == "/" ? "" : object);
    if (m_readOnly)
        checkHeader(handle.id(), shown);
    return {std::move(handle), shown};
}

Dataset File::dataset(const std::string& name) const {
    const Lock lock;
    if (!has(name))
        throw FileError(place(name), "is missing");
    {
        const Handle object(H5Oopen(m_handle.id(), name.c_str(), H5P_DEFAULT));
        if (!object.valid())
            fail(place(name), "cannot be opened");
        if (H5Iget_type(object.id()) != H5I_DATASET)
            throw FileError(place(name), "is not a dataset");
        checkStorage(object.id(), place(name));
    }
    const Handle properties(H5Pcreate(H5P_DATASET_ACCESS));
    // Neighbouring events lie in the same chunk: keep at least one, whatever its size.
    H5Pset_chunk_cache(properties.id(), 521, chunkCacheBytes, 1.0);
    Handle handle(H5Dopen2(m_handle.id(), name.c_str(), properties.id()));
    if (!handle.valid())
        fail(place(name), "cannot be opened");
    return {std::move(handle), place(name)};
}

void File::createGroup(const std::string& name) {
    const Lock lock;
    const Handle group(
        H5Gcreate2(m_handle.id(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    if (!group.valid())
        fail(place(name), "cannot be created");
}

Dataset File::createTyped(const std::string& name, const DatasetLayout& layout, std::int64_t type) {
    std::vector<hsize_t> sizes(layout.shape.begin(), layout.shape.end());
    std::vector<hsize_t> limits = sizes;
    if (layout.unlimited)
        limits.at(0) = H5S_UNLIMITED;
    const Handle space(sizes.empty() ? H5Screate(H5S_SCALAR)
                                     : H5Screate_simple(static_cast<int>(sizes.size()),
                                                        sizes.data(), limits.data()));
    const Handle properties(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_obj_track_times(properties.id(), false); // the same content gives the same bytes
    if (!layout.chunk.empty()) {
        const std::vector<hsize_t> chunk(layout.chunk.begin(), layout.chunk.end());
        H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), chunk.data());
        H5Pset_shuffle(properties.id());
        H5Pset_deflate(properties.id(), deflateLevel);
        H5Pset_fletcher32(properties.id());
    }
    if (layout.fill) {
        const double fill = *layout.fill;
        H5Pset_fill_value(properties.id(), H5T_NATIVE_DOUBLE, &fill);
    }
    const Handle links(H5Pcreate(H5P_LINK_CREATE));
    H5Pset_create_intermediate_group(links.id(), 1);
    Handle handle(H5Dcreate2(m_handle.id(), name.c_str(), type, space.id(), links.id(),
                             properties.id(), H5P_DEFAULT));
    if (!handle.valid())
        fail(place(name), "cannot be created");
    return {std::move(handle), place(name)};
}

template<class T>
Dataset File::createDataset(const std::string& name, const DatasetLayout& layout) {
    const Lock lock;
    return createTyped(name, layout, nativeType<T>());
}

template<class T>
Dataset File::write(const std::string& name, const Shape& shape, std::span<const T> values) {
    const Lock lock;
    constexpr std::int64_t chunkValues = 65536;
    DatasetLayout layout{shape, {}, false, {}};
    if (!values.empty() && !shape.empty()) {
        layout.chunk = shape;
        // Cut along the slowest dimensions until a chunk is small enough.
        std::int64_t rest = std::ssize(values);
        for (std::int64_t& extent : layout.chunk) {
            rest /= extent;
            extent = std::clamp(chunkValues / rest, std::int64_t{1}, extent);
            if (extent > 1)
                break;
        }
    }
    Dataset dataset = createDataset<T>(name, layout);
    dataset.writeAll<T>(values);
    return dataset;
}

void File::remove(const std::string& name) {
    const Lock lock;
    if (H5Ldelete(m_handle.id(), name.c_str(), H5P_DEFAULT) < 0)
        fail(place(name), "cannot be removed");
}

void File::flush() {
    const Lock lock;
    if (H5Fflush(m_handle.id(), H5F_SCOPE_LOCAL) < 0)
        fail(place(), "cannot be written");
}

void File::close() {
    const Lock lock;
    if (!m_handle.valid())
        return;
    flush();
    m_handle.close();
}

// NOLINTBEGIN(bugprone-macro-parentheses)
#define CALOLENS_INSTANTIATE(T)                                                                    \
    template Dataset File::createDataset<T>(const std::string&, const DatasetLayout&);             \
    template Dataset File::write<T>(const std::string&, const Shape&, std::span<const T>);
// NOLINTEND(bugprone-macro-parentheses)
CALOLENS_INSTANTIATE(float)
CALOLENS_INSTANTIATE(double)
CALOLENS_INSTANTIATE(std::int8_t)
CALOLENS_INSTANTIATE(std::uint8_t)
CALOLENS_INSTANTIATE(std::int16_t)
CALOLENS_INSTANTIATE(std::uint16_t)
CALOLENS_INSTANTIATE(std::int32_t)
CALOLENS_INSTANTIATE(std::uint32_t)
CALOLENS_INSTANTIATE(std::int64_t)
CALOLENS_INSTANTIATE(std::uint64_t)
#undef CALOLENS_INSTANTIATE

} // namespace calolens::hdf5
