/* For .ci/processes: native programs that run .NET, and do nothing where they are started again without arguments. With
   "app" the runtime is told to run a program; with "lib" it is loaded, and a method is called. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

typedef int (*initialize_app)(int count, const char **args, const void *parameters, void **context);
typedef int (*run_app)(void *context);
typedef int (*initialize_lib)(const char *config, const void *parameters, void **context);
typedef int (*get_delegate)(void *context, int type, void **delegate);
typedef int (*load)(
    const char *file, const char *type, const char *method, const char *delegate, void *reserved, void **function);
typedef int (*run)(const char **args, int count);

enum { LOAD_ASSEMBLY_AND_GET_FUNCTION_POINTER = 5 };

static int run_lib(void *hostfxr, const char **args, int count)
{
    char config[4096];
    void *context = NULL, *loader = NULL, *function = NULL;
    snprintf(config, sizeof config, "%.*s.runtimeconfig.json", (int)strlen(args[0]) - (int)strlen(".dll"), args[0]);
    int failure = ((initialize_lib)dlsym(hostfxr, "hostfxr_initialize_for_runtime_config"))(config, NULL, &context);
    failure = failure ? failure : ((get_delegate)dlsym(hostfxr, "hostfxr_get_runtime_delegate"))(
        context, LOAD_ASSEMBLY_AND_GET_FUNCTION_POINTER, &loader);
    failure = failure ? failure : ((load)loader)(args[0], "Program, PluginHost", "Run", NULL, NULL, &function);
    return failure ? failure : ((run)function)(args + 1, count - 1);
}

int main(int argc, const char **argv)
{
    if (argc < 4)
    {
        fprintf(stderr, "usage: host libhostfxr.so app|lib PluginHost.dll files\n");
        return 2;
    }

    void *hostfxr = dlopen(argv[1], RTLD_NOW), *context = NULL;
    if (strcmp(argv[2], "lib") == 0)
    {
        return run_lib(hostfxr, argv + 3, argc - 3);
    }

    int failure = ((initialize_app)dlsym(hostfxr, "hostfxr_initialize_for_dotnet_command_line"))(
        argc - 3, argv + 3, NULL, &context);
    return failure ? failure : ((run_app)dlsym(hostfxr, "hostfxr_run_app"))(context);
}
