// SPDX-License-Identifier: GPL-3.0-or-later
#include "Mutations.h"

#include <array>
#include <hdf5.h>
#include <limits>
#include <vector>

namespace calolens::mutation {

namespace {
using Names = std::vector<std::string>;

Names objects(hid_t file, H5O_type_t type) {
    struct Found {
        Names names;
        H5O_type_t type;
    } found{{}, type};
    const auto visit = [](hid_t, const char* name, const H5O_info_t* info, void* out) -> herr_t {
        auto& result = *static_cast<Found*>(out);
        if (info->type == result.type)
            result.names.emplace_back(name);
        return 0;
    };
#if H5_VERSION_GE(1, 12, 0)
    H5Ovisit3(file, H5_INDEX_NAME, H5_ITER_INC, visit, &found, H5O_INFO_BASIC);
#else
    H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, visit, &found, H5O_INFO_BASIC);
#endif
    return found.names;
}

std::string pick(const Names& names, RandomStream& random) {
    return names[random.below(static_cast<std::uint32_t>(names.size()))];
}

/// A nasty number in the dataset's own type, for one element or for a stretch of them.
std::string nastyValue(hid_t file, const std::string& name, RandomStream& random) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::array<double, 16> numbers{
        0,   1,   2,     -1,  3,     7,    127,      128,
        255, 256, 65535, 1e9, -1e18, 9e18, infinity, std::numeric_limits<double>::quiet_NaN()};
    const hid_t dataset = H5Dopen2(file, name.c_str(), H5P_DEFAULT);
    const hid_t space = H5Dget_space(dataset);
    const hssize_t size = H5Sget_simple_extent_npoints(space);
    if (size > 0 && H5Sget_simple_extent_ndims(space) == 1) {
        const double number = numbers[random.below(numbers.size())];
        const hsize_t start = random.below(static_cast<std::uint32_t>(size));
        const hsize_t count =
            std::min<hsize_t>(static_cast<hsize_t>(size) - start, 1 + random.below(4));
        const std::vector<double> values(count, number);
        const hid_t memory = H5Screate_simple(1, &count, nullptr);
        H5Sselect_hyperslab(space, H5S_SELECT_SET, &start, nullptr, &count, nullptr);
        H5Dwrite(dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data());
        H5Sclose(memory);
    }
    H5Sclose(space);
    H5Dclose(dataset);
    return "wrote a nasty value to " + name;
}

/// Puts another dataset in the place of one: other type, rank or extent, up to absurd ones.
std::string otherDataset(hid_t file, const std::string& name, RandomStream& random) {
    const std::array<hid_t, 7> types{H5T_NATIVE_DOUBLE, H5T_NATIVE_SCHAR, H5T_STD_I16BE,
                                     H5T_NATIVE_ULLONG, H5T_C_S1,         H5T_STD_REF_OBJ,
                                     H5T_STD_B8LE};
    const std::array<hsize_t, 8> extents{0, 1, 2, 9, 10, 1000, 1ULL << 40, 1ULL << 62};
    const int rank = static_cast<int>(random.below(4));
    std::array<hsize_t, 4> size{}, chunk{}, limit{};
    for (std::size_t i = 0; i < size.size(); ++i) {
        size[i] = extents[random.below(extents.size())];
        chunk[i] = i == 0 && random.below(8) == 0 ? 1U << 29 : 4;
        limit[i] = H5S_UNLIMITED;
    }
    H5Ldelete(file, name.c_str(), H5P_DEFAULT);
    const hid_t space = rank == 0 ? H5Screate(random.below(2) ? H5S_SCALAR : H5S_NULL)
                                  : H5Screate_simple(rank, size.data(), limit.data());
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    if (rank > 0)
        H5Pset_chunk(properties, rank, chunk.data());
    if (rank > 0 && random.below(4) == 0)
        H5Pset_scaleoffset(properties, H5Z_SO_INT, 2);
    const hid_t dataset = H5Dcreate2(file, name.c_str(), types[random.below(types.size())], space,
                                     H5P_DEFAULT, properties, H5P_DEFAULT);
    if (dataset >= 0)
        H5Dclose(dataset);
    H5Pclose(properties);
    H5Sclose(space);
    return "replaced " + name;
}

std::string otherExtent(hid_t file, const std::string& name, RandomStream& random) {
    const hid_t dataset = H5Dopen2(file, name.c_str(), H5P_DEFAULT);
    const hid_t space = H5Dget_space(dataset);
    if (H5Sget_simple_extent_ndims(space) == 1) {
        hsize_t size = 0;
        H5Sget_simple_extent_dims(space, &size, nullptr);
        const std::array<hsize_t, 7> sizes{0,        size / 2, size - 1,  size + 1,
                                           2 * size, 1 << 30,  1ULL << 45};
        size = sizes[random.below(sizes.size())];
        H5Dset_extent(dataset, &size);
    }
    H5Sclose(space);
    H5Dclose(dataset);
    return "resized " + name;
}

std::string otherLink(hid_t file, const std::string& name, RandomStream& random) {
    const std::string kept = name + "_elsewhere";
    H5Lmove(file, name.c_str(), file, kept.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    switch (random.below(4)) {
    case 0:
        H5Lcreate_soft(("/" + name).c_str(), file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT); // loop
        return "made a loop of links of " + name;
    case 1:
        H5Lcreate_external("/dev/zero", "/x", file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        return "linked to another file at " + name;
    case 2:
        H5Gclose(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        return "put a group at " + name;
    default:
        return "removed " + name;
    }
}

std::string otherAttribute(hid_t file, const std::string& name, RandomStream& random) {
    const hid_t object = H5Oopen(file, name.c_str(), H5P_DEFAULT);
    Names attributes;
    const auto visit = [](hid_t, const char* key, const H5A_info_t*, void* out) -> herr_t {
        static_cast<Names*>(out)->emplace_back(key);
        return 0;
    };
    H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, nullptr, visit, &attributes);
    std::string done = "found no attribute at " + name;
    if (!attributes.empty()) {
        const std::string key = pick(attributes, random);
        H5Adelete(object, key.c_str());
        done = "removed attribute " + key + " of " + name;
        if (random.below(4) != 0) {
            const std::array<double, 10> numbers{
                0, 1, 2, -1, 3, 64, 1e30, 65536, -0.5, std::numeric_limits<double>::quiet_NaN()};
            const hsize_t count = random.below(2) ? 3 : random.below(10);
            std::vector<double> values(count);
            for (double& value : values)
                value = numbers[random.below(numbers.size())];
            const hid_t space = H5Screate_simple(1, &count, nullptr);
            const hid_t type = random.below(2) ? H5T_NATIVE_DOUBLE : H5T_NATIVE_LLONG;
            const hid_t attribute =
                H5Acreate2(object, key.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT);
            if (attribute >= 0 && count > 0)
                H5Awrite(attribute, H5T_NATIVE_DOUBLE, values.data());
            H5Aclose(attribute);
            H5Sclose(space);
            done = "replaced attribute " + key + " of " + name;
        }
    }
    H5Oclose(object);
    return done;
}
} // namespace

std::string damageContent(const std::filesystem::path& path, RandomStream& random) {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    const Names datasets = objects(file, H5O_TYPE_DATASET);
    const Names groups = objects(file, H5O_TYPE_GROUP);
    std::string done;
    switch (random.below(8)) {
    case 0:
        done = otherDataset(file, pick(datasets, random), random);
        break;
    case 1:
        done = otherExtent(file, pick(datasets, random), random);
        break;
    case 2:
        done = otherLink(file, pick(datasets, random), random);
        break;
    case 3:
        done = otherAttribute(file, pick(groups, random), random);
        break;
    default:
        for (std::uint32_t i = 1 + random.below(3); i > 0; --i)
            done += nastyValue(file, pick(datasets, random), random) + ' ';
    }
    H5Fclose(file);
    return done;
}

} // namespace calolens::mutation
