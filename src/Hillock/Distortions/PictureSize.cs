using Hillock.Tensors;

namespace Hillock.Distortions;

/// <summary>Channels × height × width of a picture.</summary>
internal readonly record struct PictureSize(int Channels, int Height, int Width)
{
    public PictureSize(Shape shape)
        : this(shape[0], shape[1], shape[2])
    {
    }

    /// <summary>Pixels of one channel.</summary>
    public int Plane => Height * Width;

    /// <summary>Pixels of all channels.</summary>
    public int Count => Channels * Plane;
}
