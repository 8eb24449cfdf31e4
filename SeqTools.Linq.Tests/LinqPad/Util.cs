using System.Buffers.Binary;

namespace LINQPad;

/// <summary>Stands in for what LINQPad shows otherwise than as text.</summary>
public static class Util
{
    private const int WidthOfPng = 16;
    private const int HeightOfPng = 20;

    private static int? progress;

    /// <summary>
    /// The progress bar, in percent. Only a full one is printed: how often it moves before depends on the machine.
    /// </summary>
    public static int? Progress
    {
        get => progress;
        set
        {
            progress = value;
            if (value == 100)
            {
                Console.WriteLine("[progress bar: 100 %]");
            }
        }
    }

    public static object Image(byte[] imageData) =>
        $"picture of {SizeAt(imageData, WidthOfPng)} × {SizeAt(imageData, HeightOfPng)}";

    public static object? WithStyle(object? data, string htmlStyle) => data;

    private static int SizeAt(byte[] png, int offset) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(offset));
}
