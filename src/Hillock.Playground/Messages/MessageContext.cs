using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Hillock.Playground.Messages;

/// <summary>How messages are written: strictly, so that what the page means and what the server reads never differ unnoticed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32)]
[JsonSerializable(typeof(ClientMessage))]
[JsonSerializable(typeof(ServerMessage))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class MessageContext : JsonSerializerContext
{
    public static byte[] Write(ServerMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Default.ServerMessage);

    /// <summary>Reads a message of the page.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ClientMessage Read(ReadOnlySpan<byte> text) =>
        JsonSerializer.Deserialize(text, Default.ClientMessage) ?? throw new JsonException("A message is an object.");
}
