// SPDX-FileCopyrightText: 2026 The Plimsoll authors
// SPDX-License-Identifier: Apache-2.0
#include "models/measure/cuda/cudnn.cuh"

#include "models/measure/cuda/kernels.cuh"

#include <dlfcn.h>

#include <array>
#include <cstdlib>
#include <utility>

namespace plimsoll::measure::cuda::cudnn {

/// As the header declares them, with enumerations as whole numbers.
struct Library::Functions {
    std::size_t (*version)();
    int (*create)(void** handle);
    int (*destroy)(void* handle);
    int (*set_stream)(void* handle, cudaStream_t stream);
    void (*last_error)(char* text, std::size_t size);
    int (*create_descriptor)(int type, void** descriptor);
    int (*destroy_descriptor)(void* descriptor);
    int (*set_attribute)(void* descriptor, int name, int type, std::int64_t count, const void* values);
    int (*get_attribute)(const void* descriptor, int name, int type, std::int64_t most, std::int64_t* count,
                         void* values);
    int (*finalize)(void* descriptor);
    int (*execute)(void* handle, void* plan, void* pack);
};

namespace {

void* open_module() {
    constexpr const char* kName = "libcudnn.so.9";
    if (const char* const folder = std::getenv("CUDNN_PATH"))
        if (void* const module = dlopen((std::string(folder) + "/lib/" + kName).c_str(), RTLD_NOW | RTLD_LOCAL))
            return module;
    return dlopen(kName, RTLD_NOW | RTLD_LOCAL);
}

template <class F>
bool find(void* module, const char* name, F& function) {
    function = reinterpret_cast<F>(dlsym(module, name));
    return function != nullptr;
}

}  // namespace

Library::Library(void* module, std::unique_ptr<Functions> functions, cudaStream_t stream)
    : module_(module), functions_(std::move(functions)) {
    check(functions_->create(&handle_), "creating a handle");
    check(functions_->set_stream(handle_, stream), "choosing the stream");
}

/// The module stays loaded: what it has put into the CUDA runtime outlives any of our objects.
Library::~Library() {
    if (handle_ != nullptr) functions_->destroy(handle_);
}

std::shared_ptr<const Library> Library::load(cudaStream_t stream) {
    void* const module = open_module();
    if (module == nullptr) return nullptr;
    auto functions = std::make_unique<Functions>();
    const bool whole =
        find(module, "cudnnGetVersion", functions->version) && find(module, "cudnnCreate", functions->create) &&
        find(module, "cudnnDestroy", functions->destroy) && find(module, "cudnnSetStream", functions->set_stream) &&
        find(module, "cudnnGetLastErrorString", functions->last_error) &&
        find(module, "cudnnBackendCreateDescriptor", functions->create_descriptor) &&
        find(module, "cudnnBackendDestroyDescriptor", functions->destroy_descriptor) &&
        find(module, "cudnnBackendSetAttribute", functions->set_attribute) &&
        find(module, "cudnnBackendGetAttribute", functions->get_attribute) &&
        find(module, "cudnnBackendFinalize", functions->finalize) &&
        find(module, "cudnnBackendExecute", functions->execute);
    if (!whole) return nullptr;
    try {
        return std::shared_ptr<const Library>(new Library(module, std::move(functions), stream));
    } catch (const Unsupported&) {
        return nullptr;
    }
}

std::size_t Library::version() const { return functions_->version(); }

std::string Library::name() const {
    constexpr std::size_t kMajor = 10000;
    constexpr std::size_t kMinor = 100;
    return "cuDNN " + std::to_string(version() / kMajor) + "." + std::to_string(version() % kMajor / kMinor) + "." +
           std::to_string(version() % kMinor);
}

void Library::check(int status, const char* what) const {
    if (status == 0) return;
    std::array<char, 512> text{};
    functions_->last_error(text.data(), text.size() - 1);
    std::string words = text.data();
    for (auto& c : words)
        if (c == '\n') c = ' ';
    throw Unsupported("cuDNN, " + std::string(what) + ": status " + std::to_string(status) + " " + words);
}

Descriptor::Descriptor(const Library& library, Of type) : library_(&library) {
    library.check(library.functions_->create_descriptor(static_cast<int>(type), &descriptor_), "a new descriptor");
}

Descriptor::~Descriptor() {
    if (descriptor_ != nullptr) library_->functions_->destroy_descriptor(descriptor_);
}

Descriptor::Descriptor(Descriptor&& other) noexcept
    : library_(other.library_), descriptor_(std::exchange(other.descriptor_, nullptr)) {}

Descriptor& Descriptor::set(Attribute attribute, Type type, std::int64_t count, const void* values) {
    const auto what = "attribute " + std::to_string(static_cast<int>(attribute));
    library_->check(library_->functions_->set_attribute(descriptor_, static_cast<int>(attribute),
                                                        static_cast<int>(type), count, values),
                    what.c_str());
    return *this;
}

Descriptor& Descriptor::set(Attribute attribute, const Descriptor& other) {
    return set(attribute, Type::descriptor, 1, &other.descriptor_);
}

Descriptor& Descriptor::set(Attribute attribute, const std::vector<const Descriptor*>& others) {
    std::vector<void*> raw;
    for (const auto* other : others) raw.push_back(other->descriptor_);
    return set(attribute, Type::descriptor, static_cast<std::int64_t>(raw.size()), raw.data());
}

Descriptor& Descriptor::set(Attribute attribute, std::int64_t value) { return set(attribute, Type::int64, 1, &value); }

Descriptor& Descriptor::set(Attribute attribute, const std::vector<std::int64_t>& values) {
    return set(attribute, Type::int64, static_cast<std::int64_t>(values.size()), values.data());
}

Descriptor& Descriptor::set(Attribute attribute, bool value) { return set(attribute, Type::boolean, 1, &value); }
Descriptor& Descriptor::set(Attribute attribute, Data value) { return set(attribute, Type::data_type, 1, &value); }
Descriptor& Descriptor::set(Attribute attribute, Pointwise value) {
    return set(attribute, Type::pointwise_mode, 1, &value);
}
Descriptor& Descriptor::set(Attribute attribute, Reduction value) {
    return set(attribute, Type::reduction_operator, 1, &value);
}
Descriptor& Descriptor::set(Attribute attribute, Heuristics value) {
    return set(attribute, Type::heuristics_mode, 1, &value);
}
Descriptor& Descriptor::set_handle(Attribute attribute) { return set(attribute, Type::handle, 1, &library_->handle_); }

Descriptor& Descriptor::finish(const char* what) {
    library_->check(library_->functions_->finalize(descriptor_), what);
    return *this;
}

std::int64_t Descriptor::whole(Attribute attribute) const {
    std::int64_t value = 0;
    std::int64_t count = 0;
    library_->check(library_->functions_->get_attribute(descriptor_, static_cast<int>(attribute),
                                                        static_cast<int>(Type::int64), 1, &count, &value),
                    "reading a number");
    return value;
}

std::vector<Descriptor> Descriptor::several(Attribute attribute, Of type, std::size_t most) const {
    std::vector<Descriptor> all;
    std::vector<void*> raw;
    for (std::size_t i = 0; i < most; ++i) {
        all.emplace_back(*library_, type);
        raw.push_back(all.back().descriptor_);
    }
    std::int64_t count = 0;
    library_->check(library_->functions_->get_attribute(descriptor_, static_cast<int>(attribute),
                                                        static_cast<int>(Type::descriptor),
                                                        static_cast<std::int64_t>(most), &count, raw.data()),
                    "reading descriptors");
    while (all.size() > static_cast<std::size_t>(std::max<std::int64_t>(count, 0))) all.pop_back();
    return all;
}

void Descriptor::execute(const Descriptor& variant_pack) const {
    library_->check(library_->functions_->execute(library_->handle_, descriptor_, variant_pack.descriptor_), "running");
}

}  // namespace plimsoll::measure::cuda::cudnn
