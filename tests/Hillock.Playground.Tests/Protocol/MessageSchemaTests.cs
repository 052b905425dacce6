using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Hillock.Playground.Messages;

namespace Hillock.Playground.Tests.Protocol;

/// <summary>The page's TypeScript types are made from the schema in Client/messages.schema.json, and that from the C# records.</summary>
public class MessageSchemaTests
{
    private static readonly string SchemaPath = Repository.PathOf("src", "Hillock.Playground", "Client", "messages.schema.json");

    [Fact]
    public void The_schema_of_the_messages_is_up_to_date()
    {
        string schema = Schema().ToJsonString(new JsonSerializerOptions { WriteIndented = true }).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("HILLOCK_APPROVE") == "1") File.WriteAllText(SchemaPath, schema);
        Assert.True(File.Exists(SchemaPath) && File.ReadAllText(SchemaPath) == schema, $"{SchemaPath} is not what the records of Messages say; './test --approve' writes it anew.");
    }

    // Every record of its own name once; a property of a record's type refers to it.
    private static JsonObject Schema()
    {
        var definitions = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        Type[] roots = [typeof(ClientMessage), typeof(ServerMessage)];
        foreach (Type root in roots)
        {
            var union = new JsonArray();
            foreach (JsonDerivedTypeAttribute derived in root.GetCustomAttributes<JsonDerivedTypeAttribute>())
            {
                Define(derived.DerivedType, definitions, (string)derived.TypeDiscriminator!);
                union.Add(Reference(derived.DerivedType));
            }

            definitions[root.Name] = new JsonObject { ["oneOf"] = union };
        }

        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Messages",
            ["oneOf"] = new JsonArray([.. roots.Select(root => (JsonNode)Reference(root))]),
            ["definitions"] = new JsonObject(definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
    }

    private static void Define(Type type, SortedDictionary<string, JsonNode> definitions, string? discriminator = null)
    {
        if (definitions.ContainsKey(type.Name)) return;
        definitions[type.Name] = new JsonObject(); // for records that hold themselves
        var inner = new HashSet<Type>();
        var options = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, schema) =>
            {
                Type node = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
                bool isNullable = node != context.TypeInfo.Type || (schema is JsonObject typed && typed["type"] is JsonArray kinds && kinds.Any(kind => kind!.GetValue<string>() == "null"));
                if (node == typeof(JsonElement) || node == typeof(JsonObject)) return new JsonObject { ["type"] = "object", ["additionalProperties"] = true };
                if (node == type || !IsOurs(node)) return schema;
                inner.Add(node);
                JsonNode reference = Reference(node);
                return isNullable ? new JsonObject { ["oneOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
            },
        };
        JsonNode schema = JsonSchemaExporter.GetJsonSchemaAsNode(MessageContext.Default.Options, type, options);
        var definition = (JsonObject)schema;
        if (type.IsEnum)
        {
            definition["type"] = "string";
        }
        else
        {
            definition["type"] = "object"; // a message of its own is never null
            var properties = definition["properties"] as JsonObject ?? [];
            if (discriminator is not null)
            {
                var named = new JsonObject { ["type"] = new JsonObject { ["const"] = discriminator } };
                foreach ((string name, JsonNode? property) in properties) named[name] = property?.DeepClone();
                properties = named;
            }

            definition["properties"] = properties;

            // All that a record has is written; what is absent was never sent.
            definition["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]);
            definition["additionalProperties"] = false;
        }

        definitions[type.Name] = definition.DeepClone();
        foreach (Type other in inner) Define(other, definitions);
    }

    private static bool IsOurs(Type type) =>
        type.Namespace?.StartsWith(nameof(Hillock), StringComparison.Ordinal) == true && (type.IsEnum || (type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type)));

    private static JsonObject Reference(Type type) => new() { ["$ref"] = $"#/definitions/{type.Name}" };
}
