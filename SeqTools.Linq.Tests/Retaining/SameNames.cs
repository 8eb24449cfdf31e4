#pragma warning disable IDE0130 // Namespaces that tell types of one name apart

namespace SeqTools.Linq.Tests.Retaining.A
{
    internal sealed class Point
    {
        public int X { get; set; }
    }

    internal static class Outer<T>
    {
        internal sealed class Point
        {
            public T? X { get; set; }
        }

        internal sealed class Inner<TInner>
        {
            public TInner? X { get; set; }
        }
    }
}

namespace SeqTools.Linq.Tests.Retaining.B
{
    internal sealed class Point
    {
        public int X { get; set; }
    }
}
