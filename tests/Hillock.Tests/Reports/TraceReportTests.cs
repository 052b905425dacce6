using System.Text.RegularExpressions;
using System.Xml.Linq;
using Hillock.Activations;
using Hillock.Definitions;
using Hillock.Layers;
using Hillock.Losses;
using Hillock.Models;
using Hillock.Optimizers;
using Hillock.Reports;
using Hillock.Tests.Tracing;
using Hillock.Tracing;

namespace Hillock.Tests.Reports;

/// <summary>The page about a trace: whole, self-contained, whatever the network.</summary>
public partial class TraceReportTests
{
    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_outside()
    {
        foreach (Notation notation in Enum.GetValues<Notation>())
        {
            Explanation explanation = Larger(notation);
            string html = TraceReport.Create(explanation, TraceUpdate.Run(explanation.Trace, new Sgd(0.5)), unit: (0, 1), weight: (1, 0, 1)).Html;

            Parse(html);
            Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            foreach (string id in (string[])["network", "unit", "forward", "loss", "backward", "chain", "update", "check"])
                Assert.Contains($"<section id=\"{id}\">", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_kind_of_network_has_its_page_with_and_without_a_target()
    {
        Layer[] layers = [new Flatten(), new Dense(40, Activation.GELU) { Name = "<b>&'wide\"" }, new Dropout(0.2), new Dense(12, Activation.Softmax)];
        Model model = Traced.Random(new ModelDefinition(new Tensors.Shape(1, 4, 4), layers, Loss.CrossEntropy), Precision.Single);
        Trace trace = Trace.Run(model, Traced.Samples(model), training: true);
        Trace blind = Trace.Run(model, new TraceSamples(trace.Samples.Inputs, null));

        XDocument page = Parse(TraceReport.Create(new Explanation(trace)).Html);
        Parse(TraceReport.Create(new Explanation(blind)).Html);

        Assert.Equal(5 * 8 + 2, page.Descendants("details").Count());
        Assert.Contains("<b>&'wide", page.ToString(SaveOptions.None).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_trace_gives_the_same_bytes()
    {
        Explanation explanation = Larger(Notation.Layers);
        Assert.Equal(TraceReport.Create(explanation).Html, TraceReport.Create(explanation).Html);
    }

    private static Explanation Larger(Notation notation)
    {
        Model model = Traced.Read(Traced.Larger);
        return new Explanation(Trace.Run(model, TraceSamples.Encode(model, [0.05, 0.10], 0.01, 0.99)), notation);
    }

    private static XDocument Parse(string html)
    {
        string body = Style().Replace(html[html.IndexOf("<html", StringComparison.Ordinal)..], "");
        return XDocument.Parse(body);
    }

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
