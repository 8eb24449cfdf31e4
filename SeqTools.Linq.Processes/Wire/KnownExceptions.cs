using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SeqTools.Linq.Processes;

/// <summary>
/// The exceptions that are made again where they are read, by constructors that are known here: a name that comes from
/// a worker finds one of these or nothing.
/// </summary>
[SuppressMessage(
    "Usage", "CA2201:Do not raise reserved exception types", Justification = "They were raised already, elsewhere.")]
internal static class KnownExceptions
{
    private static readonly FrozenDictionary<string, Func<string, Exception?, Exception>> Constructors =
        new Dictionary<Type, Func<string, Exception?, Exception>>
        {
            [typeof(ApplicationException)] = static (message, inner) => new ApplicationException(message, inner),
            [typeof(ArgumentException)] = static (message, inner) => new ArgumentException(message, inner),
            [typeof(ArgumentNullException)] = static (message, inner) => new ArgumentNullException(message, inner),
            [typeof(ArgumentOutOfRangeException)] =
                static (message, inner) => new ArgumentOutOfRangeException(message, inner),
            [typeof(ArithmeticException)] = static (message, inner) => new ArithmeticException(message, inner),
            [typeof(BadImageFormatException)] = static (message, inner) => new BadImageFormatException(message, inner),
            [typeof(DirectoryNotFoundException)] =
                static (message, inner) => new DirectoryNotFoundException(message, inner),
            [typeof(DivideByZeroException)] = static (message, inner) => new DivideByZeroException(message, inner),
            [typeof(DllNotFoundException)] = static (message, inner) => new DllNotFoundException(message, inner),
            [typeof(EndOfStreamException)] = static (message, inner) => new EndOfStreamException(message, inner),
            [typeof(EntryPointNotFoundException)] =
                static (message, inner) => new EntryPointNotFoundException(message, inner),
            [typeof(FileNotFoundException)] = static (message, inner) => new FileNotFoundException(message, inner),
            [typeof(FormatException)] = static (message, inner) => new FormatException(message, inner),
            [typeof(IndexOutOfRangeException)] =
                static (message, inner) => new IndexOutOfRangeException(message, inner),
            [typeof(InvalidCastException)] = static (message, inner) => new InvalidCastException(message, inner),
            [typeof(InvalidDataException)] = static (message, inner) => new InvalidDataException(message, inner),
            [typeof(InvalidOperationException)] =
                static (message, inner) => new InvalidOperationException(message, inner),
            [typeof(IOException)] = static (message, inner) => new IOException(message, inner),
            [typeof(JsonException)] = static (message, inner) => new JsonException(message, inner),
            [typeof(KeyNotFoundException)] = static (message, inner) => new KeyNotFoundException(message, inner),
            [typeof(NotImplementedException)] = static (message, inner) => new NotImplementedException(message, inner),
            [typeof(NotSupportedException)] = static (message, inner) => new NotSupportedException(message, inner),
            [typeof(NullReferenceException)] = static (message, inner) => new NullReferenceException(message, inner),
            [typeof(ObjectDisposedException)] = static (message, inner) => new ObjectDisposedException(message, inner),
            [typeof(OperationCanceledException)] =
                static (message, inner) => new OperationCanceledException(message, inner),
            [typeof(OutOfMemoryException)] = static (message, inner) => new OutOfMemoryException(message, inner),
            [typeof(OverflowException)] = static (message, inner) => new OverflowException(message, inner),
            [typeof(PathTooLongException)] = static (message, inner) => new PathTooLongException(message, inner),
            [typeof(PlatformNotSupportedException)] =
                static (message, inner) => new PlatformNotSupportedException(message, inner),
            [typeof(TaskCanceledException)] = static (message, inner) => new TaskCanceledException(message, inner),
            [typeof(TimeoutException)] = static (message, inner) => new TimeoutException(message, inner),
            [typeof(TypeInitializationException)] =
                static (message, inner) => new TypeInitializationException(TypeIn(message), inner),
            [typeof(UnauthorizedAccessException)] =
                static (message, inner) => new UnauthorizedAccessException(message, inner),
        }.ToFrozenDictionary(pair => pair.Key.FullName!, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The exception; none where the type is not known.</summary>
    public static Exception? Make(string typeName, string message, Exception? inner) =>
        Constructors.TryGetValue(typeName, out var construct) ? construct(message, inner) : null;

    /// <summary>The name of the type that a message tells in quotation marks; the message where it does not.</summary>
    private static string TypeIn(string message) =>
        message.Split('\'') is [_, var name, ..] ? name : message;
}
