using System.Diagnostics;

namespace Hillock.Versus;

/// <summary>A peer in a process of its own that stays: started once, asked for one measurement at a time.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    public Peer(string name, string program, params string[] arguments)
    {
        Name = name;
        process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (process.StandardOutput.ReadLine() != "ready") throw new InvalidOperationException($"{name} did not start.");
    }

    public string Name { get; }

    /// <summary>The largest memory it has held, in MiB.</summary>
    public long PeakMebibytes
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 >> 20;
        }
    }

    /// <summary>Samples per second of one run; 0 where the peer does not do this work.</summary>
    public double Measure(int workload, int threads)
    {
        process.StandardInput.WriteLine($"{workload} {threads}");
        process.StandardInput.Flush();
        return double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended."));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
