using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Api;

/// <summary>Nothing that the library leaves behind keeps the context of a plug-in alive.</summary>
internal sealed class UnloadingTests
{
    [Test, CancelAfter(120_000)]
    public void A_context_that_is_unloaded_is_collected_whether_the_library_is_its_own_or_its_hosts(
        [Values(
            nameof(Plugin.Make), nameof(Plugin.Read), nameof(Plugin.ReadInPart), nameof(Plugin.Await),
            nameof(Plugin.Keep), nameof(Plugin.KeepAsJson), nameof(Plugin.Index), nameof(Plugin.Fail))]
        string use,
        [Values] bool hasOwnLibrary)
    {
        using var lifetime = new CancellationTokenSource();

        // On a thread of its own: the runtime remembers what each thread threw last.
        var context = Patience.Await(Patience.Start(() => Use(use, hasOwnLibrary, lifetime.Token)));

        var depth = 100;
        Patience.Until(() =>
        {
            MeetAnotherType(depth++);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !context.IsAlive;
        });
        GC.KeepAlive(lifetime);
    }

    /// <summary>
    /// The host's System.Text.Json remembers a type until it meets others, a second later; with options that it knows,
    /// it meets none.
    /// </summary>
    private static void MeetAnotherType(int depth) =>
        new JsonSerializerOptions { MaxDepth = depth, TypeInfoResolver = new DefaultJsonTypeInfoResolver() }
            .GetTypeInfo(typeof(Version));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string use, bool hasOwnLibrary, CancellationToken lifetime)
    {
        var context = new PluginContext(hasOwnLibrary);
        var plugin = context.LoadFromAssemblyPath(typeof(Plugin).Assembly.Location).GetType(typeof(Plugin).FullName!)!;
        plugin.Assembly.ShouldNotBeSameAs(typeof(Plugin).Assembly);
        plugin.GetMethod(use, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [lifetime]);
        context.Unload();
        return new(context);
    }

    private sealed class PluginContext(bool hasOwnLibrary) : AssemblyLoadContext("plug-in", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            hasOwnLibrary && assemblyName.Name == typeof(Seq).Assembly.GetName().Name
                ? LoadFromAssemblyPath(typeof(Seq).Assembly.Location) : null;
    }
}
