using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hillock.Losses;

/// <summary>A loss in JSON: its name if all settings are the defaults, <c>"cross_entropy"</c>, or with settings <c>{"type": "huber", "delta": 2}</c>.</summary>
internal sealed class LossConverter : JsonConverter<Loss>
{
    public override Loss Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Loss.Registry.FromJson(JsonNode.Parse(ref reader));
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Loss value, JsonSerializerOptions options)
    {
        if (value.Equals(Loss.Parse(value.Name))) writer.WriteStringValue(value.Name);
        else Loss.Registry.ToJson(value).WriteTo(writer, options);
    }
}
