using System.Diagnostics;

namespace Hillock.Versus;

/// <summary>A peer cannot go on; the message is a sentence for the reader of the table.</summary>
internal sealed class PeerException(string message) : Exception(message);

/// <summary>Somebody who can be asked to do work.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>Does the work once.</summary>
    /// <returns>Null: the peer does not do such work.</returns>
    /// <exception cref="PeerException">It failed.</exception>
    Figure? Measure(Request request);

    /// <summary>The largest memory it has held, in MiB; null where that is not known.</summary>
    long? PeakMebibytes { get; }
}

/// <summary>A peer in a process of its own that stays: started once, asked for one measurement at a time.</summary>
internal sealed class ServingPeer : IPeer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;
    private readonly Task<string> errors;

    public ServingPeer(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new PeerException($"{program} cannot be started: {e.Message}.");
        }

        errors = process.StandardError.ReadToEndAsync();
        string ready = Read();
        if (!ready.StartsWith("ready ", StringComparison.Ordinal)) throw Failed($"began with '{ready}'");
        Version = ready["ready ".Length..];
    }

    public string Version { get; }

    public long? PeakMebibytes
    {
        get
        {
            process.Refresh();
            return process.HasExited ? null : process.PeakWorkingSet64 >> 20;
        }
    }

    public Figure? Measure(Request request)
    {
        process.StandardInput.WriteLine(request.ToString());
        process.StandardInput.Flush();
        string answer = Read();
        return answer switch
        {
            "-" => null,
            ['!', ' ', .. string sentence] => throw new PeerException(sentence),
            _ => Figure.Parse(answer),
        };
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(10))) process.Kill();
        process.Dispose();
    }

    private string Read()
    {
        Task<string?> line = process.StandardOutput.ReadLineAsync();
        if (!line.Wait(Patience)) throw Failed($"said nothing for {Patience.TotalMinutes} minutes");
        return line.Result ?? throw Failed("ended");
    }

    // The last line that it wrote to standard error is the reason, as a rule.
    private PeerException Failed(string how)
    {
        process.Kill();
        string reason = errors.Result.TrimEnd().Split('\n')[^1];
        return new PeerException($"{process.StartInfo.FileName} {how}: {(reason.Length > 0 ? reason : "no reason given")}");
    }
}

/// <summary>A program whose whole life is the work: from its start to its end.</summary>
/// <param name="folder">Where it runs.</param>
/// <param name="program">What runs.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class WholeProgram(string folder, string program, params string[] arguments) : IPeer
{
    public long? PeakMebibytes => null;

    public Figure? Measure(Request request)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new PeerException($"{program} cannot be started.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (process.ExitCode != 0) throw new PeerException($"{program} ended with {process.ExitCode}: {errors.Result.TrimEnd().Split('\n')[^1]}");
        return output.IsCompleted || output.Wait(1000) ? new Figure(1 / seconds) : throw new PeerException($"{program} left its output open.");
    }

    public void Dispose()
    {
        // Its process is over when the measurement is.
    }
}
