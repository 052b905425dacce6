using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hillock.Losses;

/// <summary>A loss in JSON: <c>"cross_entropy"</c>, or with settings <c>{"type": "huber", "delta": 2}</c>.</summary>
internal sealed class LossConverter : JsonConverter<Loss>
{
    public override Loss Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Loss.Registry.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, Loss value, JsonSerializerOptions options) =>
        Registry<Loss>.Write(writer, value.Name, value.Settings);
}
