using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hillock.Kernels;

/// <summary>Which vector width this process computes with. The results do not depend on it, only the speed does.</summary>
internal static class Simd
{
    /// <summary>Whether a·b + c is rounded once. Without it the bits differ from other machines, never between runs or thread counts.</summary>
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>512, 256 or 128: the widest the hardware has; <c>HILLOCK_VECTOR_BITS</c> may ask for a narrower one.</summary>
    public static readonly int Width = ChooseWidth();

    /// <summary>
    /// Elements that every buffer keeps free behind its last one: a kernel may load a whole register at any element
    /// (it throws the surplus lanes away), so a row's tail needs no masks.
    /// </summary>
    public const int Slack = 64;

    private static int ChooseWidth()
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        return int.TryParse(Environment.GetEnvironmentVariable("HILLOCK_VECTOR_BITS"), out int asked) && asked is 128 or 256 or 512
            ? Math.Min(widest, asked)
            : widest;
    }
}
