using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hillock.Kernels;

/// <summary>Elementary functions on registers: the same formula, hence the same bits, at every width.</summary>
// Filled by the activations: Exp, Expm1, Log, Log1p, Tanh, Sigmoid, Erf.
internal static class SimdMath
{
}
