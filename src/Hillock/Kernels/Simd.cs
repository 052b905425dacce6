using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

/// <summary>Which vector width this process computes with. The results do not depend on it, only the speed does.</summary>
internal static class Simd
{
    private const string Variable = "HILLOCK_VECTOR_BITS";

    /// <summary>Whether a·b + c is rounded once. Without it the bits differ from other machines, never between runs or thread counts.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    // 0: the variable asks for what there is not. Thrown from here it would come wrapped in a TypeInitializationException.
    private static readonly int Chosen = ChooseWidth();

    /// <summary>512, 256 or 128: the widest the hardware has; <c>HILLOCK_VECTOR_BITS</c> may ask for a narrower one.</summary>
    /// <exception cref="HillockException">The variable asks for another width.</exception>
    public static int Width => Chosen > 0 ? Chosen : throw NoSuchWidth();

    /// <summary>
    /// Elements that every buffer keeps free behind its last one: a kernel may load a whole register at any element
    /// (it throws the surplus lanes away), so a row's tail needs no masks.
    /// </summary>
    public const int Slack = 64;

    private static string? Asked => Environment.GetEnvironmentVariable(Variable);

    private static int ChooseWidth()
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        return Asked switch
        {
            null or "" or "512" => widest,
            "256" => Math.Min(widest, 256),
            "128" => 128,
            _ => 0,
        };
    }

    private static HillockException NoSuchWidth() =>
        new($"The environment variable {Variable} is '{Asked}': it must be 128, 256 or 512, or not be set.");
}
