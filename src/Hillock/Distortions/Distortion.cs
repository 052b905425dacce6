using System.Text.Json.Nodes;
using Hillock.Naming;

namespace Hillock.Distortions;

/// <summary>One way in which pictures vary that does not change what they show. An immutable value, equal by its settings.</summary>
/// <remarks>
/// Pixels are numbers with 0 for the background and 1 for full ink. Lengths are given for a picture of 28 × 28 pixels and grow with its
/// height. How strongly a picture is distorted is drawn anew for every sample of every epoch, from the seed. A setting that is impossible
/// is refused with an <see cref="ArgumentException"/> where it is set.
/// </remarks>
public abstract record Distortion
{
    // The side of the pictures that lengths are given for: MNIST's.
    private const double UsualSide = 28;

    private protected Distortion()
    {
    }

    /// <summary>The names of all distortions.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name in files and on the command line: <c>affine</c>, <c>elastic</c>, …</summary>
    public abstract string Name { get; }

    internal static Vocabulary<Distortion> Registry { get; } = new("distortion",
    [
        Affine.Entry,
        Elastic.Entry,
        Thickness.Entry,
        Blur.Entry,
        Contrast.Entry,
        Clutter.Entry,
        Noise.Entry,
        Outliers.Entry,
    ]);

    /// <summary>The distortion of that name; <c>elastic:40</c> sets its first setting.</summary>
    /// <exception cref="ArgumentException">There is no such distortion; the message offers the nearest.</exception>
    public static Distortion Parse(string name) => Registry.Parse(name);

    internal static Distortion FromJson(JsonNode? json) => Registry.FromJson(json);

    internal JsonNode ToJson() => Registry.ToJson(this);

    internal string ToCSharp() => Registry.ToCSharp(this);

    /// <summary>The distortion of pictures of one size, its tables made.</summary>
    internal abstract DistortionStep Compile(PictureSize size);

    /// <summary>How many pixels of such a picture a length stands for.</summary>
    private protected static double Pixels(double length, PictureSize size) => length * size.Height / UsualSide;
}

/// <summary>A <see cref="Distortion"/> compiled for pictures of one size; it holds nothing that changes, so all threads share it.</summary>
internal abstract class DistortionStep
{
    /// <summary>Distorts the canvas's picture, or says where its pixels come from (<see cref="Canvas.FromX"/>). Allocates nothing.</summary>
    /// <param name="canvas">The picture, and memory of this thread's own.</param>
    /// <param name="draws">The random numbers of this sample, epoch and distortion.</param>
    public abstract void Apply(Canvas canvas, in Draws draws);
}
