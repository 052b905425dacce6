using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hillock.Activations;

/// <summary>An activation in JSON: <c>"relu"</c>, or with settings <c>{"type": "step", "threshold": 2}</c>.</summary>
internal sealed class ActivationConverter : JsonConverter<Activation>
{
    public override Activation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Activation.Registry.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Activation value, JsonSerializerOptions options) =>
        Registry<Activation>.Write(writer, value.Name, value.Settings);
}
