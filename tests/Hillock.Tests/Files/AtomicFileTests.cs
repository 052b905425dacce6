using System.Text;
using Hillock.Files;

namespace Hillock.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_file_holds_what_was_written_and_is_alone_in_its_folder()
    {
        AtomicFile.Write(folder["model"], Text("new"));

        Assert.Equal("new", File.ReadAllText(folder["model"]));
        Assert.Equal([folder["model"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_older_file_is_replaced_and_keeps_its_permissions()
    {
        File.WriteAllText(folder["model"], "old and longer");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["model"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        AtomicFile.Write(folder["model"], Text("new"));

        Assert.Equal("new", File.ReadAllText(folder["model"]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["model"]));
    }

    [Fact]
    public void A_failure_halfway_leaves_the_old_file_and_no_temporary()
    {
        File.WriteAllText(folder["model"], "old");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(folder["model"], stream =>
        {
            stream.Write(new byte[1 << 20]);
            throw new InvalidOperationException("The work failed.");
        }));

        Assert.Equal("old", File.ReadAllText(folder["model"]));
        Assert.Equal([folder["model"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_reader_in_the_middle_of_a_write_sees_the_old_file()
    {
        File.WriteAllText(folder["model"], "old");

        AtomicFile.Write(folder["model"], stream =>
        {
            Text("new")(stream);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["model"]));
        });

        Assert.Equal("new", File.ReadAllText(folder["model"]));
    }

    [Fact]
    public void What_a_killed_process_left_behind_goes_and_what_is_being_written_stays()
    {
        DateTime longAgo = DateTime.UtcNow.AddHours(-1);
        File.WriteAllText(folder[".hillock-dead.tmp"], "half");
        File.SetLastWriteTimeUtc(folder[".hillock-dead.tmp"], longAgo);

        AtomicFile.Write(folder["outer"], stream =>
        {
            Text("outer")(stream);
            stream.Flush();
            foreach (string temporary in Directory.GetFiles(folder.Path, ".hillock-*.tmp")) File.SetLastWriteTimeUtc(temporary, longAgo);
            AtomicFile.Write(folder["inner"], Text("inner"));
        });

        Assert.Equal("outer", File.ReadAllText(folder["outer"]));
        Assert.Equal([folder["inner"], folder["outer"]], Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_keeps_pointing_to_the_file_that_is_replaced()
    {
        if (OperatingSystem.IsWindows()) return; // links need a privilege there
        File.WriteAllText(folder["target"], "old");
        File.CreateSymbolicLink(folder["link"], "target");

        AtomicFile.Write(folder["link"], Text("new"));

        Assert.Equal("new", File.ReadAllText(folder["target"]));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
    }

    [Fact]
    public void A_full_disk_is_said_in_a_sentence()
    {
        if (!OperatingSystem.IsLinux()) return; // /dev/full is Linux's

        HillockException error = Assert.Throws<HillockException>(() => AtomicFile.Write("/dev/full", Text("new")));

        Assert.Equal("Cannot write '/dev/full': the disk is full. Free some space or choose another folder.", error.Message);
        Assert.True(File.Exists("/dev/full"));
    }

    [Fact]
    public void A_device_is_written_to_and_not_replaced()
    {
        if (OperatingSystem.IsWindows()) return; // its NUL is no path

        AtomicFile.Write("/dev/null", Text("new"));

        Assert.Equal("", File.ReadAllText("/dev/null"));
    }

    public static TheoryData<string, string> Impossible => new()
    {
        { "", "it is a folder. Give the name of a file in it." },
        { "missing/model", "there is no folder '{folder}/missing'. Create it first." },
        { "missing/deep/model", "there is no folder '{folder}/missing/deep'. Create it first." },
        { "file/model", "'{folder}/file' is a file, not a folder." },
        { "file/deep/model", "'{folder}/file' is a file, not a folder." },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_place_where_no_file_can_be_is_said_in_a_sentence(string name, string reason)
    {
        File.WriteAllText(folder["file"], "");
        string path = folder[name];

        HillockException error = Assert.Throws<HillockException>(() => AtomicFile.Write(path, Text("new")));

        string expected = reason.Replace("{folder}", folder.Path).Replace('/', Path.DirectorySeparatorChar);
        Assert.Equal($"Cannot write '{path}': {expected}", error.Message.Replace('/', Path.DirectorySeparatorChar));
        Assert.Equal([folder["file"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void An_unwritable_folder_is_said_in_a_sentence()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) return; // root may write anywhere
        Directory.CreateDirectory(folder["locked"], UnixFileMode.UserRead | UnixFileMode.UserExecute);

        HillockException error = Assert.Throws<HillockException>(() => AtomicFile.Write(folder["locked/model"], Text("new")));

        Assert.Equal(
            $"Cannot write '{folder["locked/model"]}': no permission to write in '{folder["locked"]}'. Choose another folder.",
            error.Message);
    }

    private static Action<Stream> Text(string text) => stream => stream.Write(Encoding.UTF8.GetBytes(text));
}
