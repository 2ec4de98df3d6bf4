using FileShare.Names;

namespace PeerRpc.FileShare.Tests.Names;

public class SharedPathTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a b/c d.txt")]
    [InlineData("photos/2024/IMG_0001.JPG")]
    [InlineData("Überraschung/日本語.txt")]
    [InlineData("console.txt")]
    [InlineData("com10")]
    [InlineData("party.partly")]
    public void TryParse_OrdinaryPath_IsTheSame(string text) => Assert.Equal(text, SharedPath.TryParse(text)?.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("a/..")]
    [InlineData("a/./b")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..\\secret")]
    [InlineData("a\\b")]
    [InlineData("\\\\server\\share")]
    [InlineData("C:")]
    [InlineData("c:secret")]
    [InlineData("C:/Windows/win.ini")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("\u001b[2Jcleared")]
    [InlineData("\u009b2J")]
    [InlineData("NUL")]
    [InlineData("nul.txt")]
    [InlineData("a/CON/b")]
    [InlineData("com1.log")]
    [InlineData("LPT\u00b9")]
    [InlineData("aux .c")]
    [InlineData("CONIN$")]
    [InlineData("trailing.")]
    [InlineData("trailing ")]
    [InlineData("... ")]
    [InlineData(".ssh/authorized_keys")]
    [InlineData("a/.git/config")]
    [InlineData("film.mkv.part")]
    [InlineData("film.mkv.PART")]
    [InlineData("film.mkv.part.json")]
    [InlineData("film.mkv.part.json.new")]
    [InlineData("half a letter \ud800")]
    public void TryParse_UnsafePath_IsRefused(string? text) => Assert.Null(SharedPath.TryParse(text));

    [Fact]
    public void TryParse_NameTooLongForAFileSystem_IsRefused()
    {
        Assert.NotNull(SharedPath.TryParse(new string('a', 240)));
        Assert.Null(SharedPath.TryParse(new string('a', 241)));
        Assert.Null(SharedPath.TryParse(new string('日', 81)));
        Assert.Null(SharedPath.TryParse(string.Join('/', Enumerable.Repeat("abc", 1000))));
    }

    [Fact]
    public void TryParse_AnyTwoLetters_NeverLeadOutOfTheDirectory()
    {
        string root = Path.GetFullPath("/share/root");
        string letters = "ab.\\/:~ \0\u0001*?<>|\"$%\u007f\u0085\u202e";
        var words = from a in letters from b in letters from c in letters from d in letters select $"{a}{b}{c}{d}";
        foreach (string text in words)
        {
            if (SharedPath.TryParse(text) is { } path)
                Assert.StartsWith(
                    root + Path.DirectorySeparatorChar,
                    Path.GetFullPath(Path.Combine([root, .. path.Names])),
                    StringComparison.Ordinal);
        }
    }
}
