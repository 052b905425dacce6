using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hillock.Activations;

/// <summary>An activation in JSON: its name if all settings are the defaults, <c>"relu"</c>, or with settings <c>{"type": "step", "threshold": 2}</c>.</summary>
internal sealed class ActivationConverter : JsonConverter<Activation>
{
    public override Activation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Activation.Registry.FromJson(JsonNode.Parse(ref reader));
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Activation value, JsonSerializerOptions options)
    {
        if (value.Equals(Activation.Parse(value.Name))) writer.WriteStringValue(value.Name);
        else Activation.Registry.ToJson(value).WriteTo(writer, options);
    }
}
