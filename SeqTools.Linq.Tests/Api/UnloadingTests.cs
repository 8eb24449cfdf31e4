using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using SeqTools.Linq.Tests.Prefetching;

namespace SeqTools.Linq.Tests.Api;

/// <summary>Nothing that the library leaves behind keeps a context alive that it was loaded into, as plug-ins do.</summary>
internal sealed class UnloadingTests
{
    [TestCase(nameof(Plugin.Make))]
    [TestCase(nameof(Plugin.Read))]
    [TestCase(nameof(Plugin.ReadInPart))]
    [TestCase(nameof(Plugin.Await))]
    [TestCase(nameof(Plugin.Keep))]
    [TestCase(nameof(Plugin.Index))]
    [TestCase(nameof(Plugin.Fail))]
    [CancelAfter(120_000)]
    public void A_context_that_the_library_was_loaded_into_is_collected_once_it_was_unloaded(string use)
    {
        using var lifetime = new CancellationTokenSource();

        // On a thread of its own: the runtime remembers what each thread threw last.
        var context = Patience.Await(Patience.Start(() => Use(use, lifetime.Token)));

        Patience.Until(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !context.IsAlive;
        });
        GC.KeepAlive(lifetime);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(string use, CancellationToken lifetime)
    {
        var context = new PluginContext();
        var plugin = context.LoadFromAssemblyPath(typeof(Plugin).Assembly.Location).GetType(typeof(Plugin).FullName!)!;
        plugin.Assembly.ShouldNotBeSameAs(typeof(Plugin).Assembly);
        plugin.GetMethod(use, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [lifetime]);
        context.Unload();
        return new(context);
    }

    private sealed class PluginContext() : AssemblyLoadContext("plug-in", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == typeof(Seq).Assembly.GetName().Name
                ? LoadFromAssemblyPath(typeof(Seq).Assembly.Location) : null;
    }
}
