namespace Hillock.Playground.Tests.Protocol;

/// <summary>Experiments as the page sends them.</summary>
internal static class Experiments
{
    public const string Circle = """
        {"hillock":1,"data":{"name":"circle","samples":200,"noise":0,"test":0.5,"features":["x","y"]},
         "layers":[{"type":"dense","units":4,"activation":"tanh"},{"type":"dense","units":1,"activation":"sigmoid"}],
         "loss":"binary_cross_entropy","optimizer":{"type":"adam","learning_rate":0.03},"epochs":100000,"batch":10,"seed":1,"validation":0,"patience":0}
        """;

    public static string With(string from, string to) => Circle.Contains(from, StringComparison.Ordinal)
        ? Circle.Replace(from, to, StringComparison.Ordinal)
        : throw new ArgumentException($"The experiment has no {from}.");
}
