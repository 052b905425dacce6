using Hillock.Initializers;
using Hillock.Tensors;

namespace Hillock.Layers;

/// <summary>A parameter array that a layer asks for; the model's layout gives it its place.</summary>
/// <param name="Part">Its name within the layer: <c>weights</c>.</param>
/// <param name="Shape">Its lengths.</param>
/// <param name="Role">Weight or bias.</param>
/// <param name="Initializer">Where it starts.</param>
/// <param name="FanIn">Inputs that reach one unit.</param>
/// <param name="FanOut">Units that one input reaches.</param>
/// <param name="Frozen">Training leaves it as it is, though not the layer's other arrays.</param>
internal sealed record ParameterSpecification(string Part, Shape Shape, ParameterRole Role, Initializer Initializer, int FanIn, int FanOut, bool Frozen = false);
