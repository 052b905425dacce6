using System.Reflection;
using Hillock.Layers;

namespace Hillock.Tests.Conventions;

/// <summary>What a kind of thing (activation, loss, optimizer …) needs beside its own file: one registration, one line in the docs.</summary>
public class RegistrationTests
{
    // A kind is an abstract public record with a list of names and a way from a name to a value.
    private static IReadOnlyList<Type> Kinds { get; } =
    [
        .. typeof(HillockException).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && !type.IsSealed && NamesOf(type) is not null && ParserOf(type) is not null),
    ];

    [Fact]
    public void Every_concrete_type_is_registered_under_its_own_name()
    {
        List<string> wrong = [];
        foreach (Type kind in Kinds)
        {
            Type[] registered = [.. NamesOf(kind)!.Select(name => ParserOf(kind)!.Invoke(null, [name])!.GetType())];
            wrong.AddRange(typeof(HillockException).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(kind) && !type.IsAbstract && !registered.Contains(type))
                .Select(type => $"{type.Name} is not registered among the {kind.Name} names."));
            wrong.AddRange(NamesOf(kind)!
                .Where(name => NameOf(ParserOf(kind)!.Invoke(null, [name])!) != name)
                .Select(name => $"{kind.Name}.Parse(\"{name}\") has another name."));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_layer_is_registered()
    {
        Type[] layers = [.. typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)];

        Assert.True(
            layers.Length == Layer.Types.Count,
            $"The layers {string.Join(", ", layers.Select(layer => layer.Name))} do not match the types {string.Join(", ", Layer.Types)} in Layer.cs.");
    }

    [Fact]
    public void Every_registered_name_is_in_the_documentation_of_the_formats()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "files.md"));
        string[] missing = [.. Kinds.SelectMany(kind => NamesOf(kind)!).Concat(Layer.Types).Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal))];

        Assert.True(missing.Length == 0, $"docs/files.md does not name {string.Join(", ", missing)}.");
    }

    private static IReadOnlyList<string>? NamesOf(Type kind) =>
        kind.GetProperty("Names", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IReadOnlyList<string>;

    private static MethodInfo? ParserOf(Type kind) => kind.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string)]);

    private static string NameOf(object value) => (string)value.GetType().GetProperty("Name")!.GetValue(value)!;
}
