using System.CommandLine;
using Hillock.Cli.CommandLine;

namespace Hillock.Cli.Commands;

/// <summary><c>hillock completion SHELL</c>: a script that lets a shell complete commands, options and names.</summary>
internal sealed class CompletionCommand : HillockCommand
{
    // Each script hands the line without its first word to the command, which answers with what may stand at the cursor.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _hillock() {
                local line=${COMP_LINE#* } point
                point=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
                COMPREPLY=($(compgen -W "$(hillock "[suggest:$point]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _hillock hillock
            """,
        ["zsh"] = """
            _hillock() {
                local line=${BUFFER#* } found
                found=("${(@f)$(hillock "[suggest:$((CURSOR - ${#BUFFER} + ${#line}))]" "$line" 2>/dev/null)}")
                compadd -a found
                _files
            }
            compdef _hillock hillock
            """,
        ["fish"] = """
            complete -c hillock -a '(set -l line (string replace -r "^\S+\s?" "" -- (commandline -cp)); hillock "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName hillock -ScriptBlock {
                param($word, $ast, $position)
                $line = "$ast" -replace '^\S+\s?', ''
                $point = [Math]::Max(0, $position - "$ast".Length + $line.Length)
                hillock "[suggest:$point]" "$line" 2>$null | Where-Object { $_ -like "$word*" }
            }
            """,
    };

    private readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh" };

    public CompletionCommand()
        : base("completion", "Prints a script that lets a shell complete commands, options and names.")
    {
        shell.CompletionSources.Add(Scripts.Keys.ToArray());
        Arguments.Add(shell);
        SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(shell);
            if (!Scripts.TryGetValue(name, out string? script)) throw new UsageException(NearestName.Sentence("script for the shell", name, Scripts.Keys));
            Console.Out.WriteLine(script.ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
    }

    public override IReadOnlyList<string> Examples => ["source <(hillock completion bash)", "hillock completion fish > ~/.config/fish/completions/hillock.fish"];
}
