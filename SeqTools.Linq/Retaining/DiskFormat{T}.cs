using System.Diagnostics;

namespace SeqTools.Linq;

/// <summary>How values become bytes and are made of them again, and a name that tells one way from another.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal sealed record DiskFormat<T>(string Name, Func<T, byte[]> Serialize, Func<byte[], T> Deserialize);
