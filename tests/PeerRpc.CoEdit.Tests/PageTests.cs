using System.Diagnostics;
using System.Text.Json;
using CoEdit.Documents;
using Microsoft.Playwright;
using PeerRpc.CoEdit.Driver.Browsers;
using PeerRpc.SharedText.Tests.Mirrors;
using SharedText.Mirrors;

namespace PeerRpc.CoEdit.Tests;

/// <summary>Three real processes, and their pages in a browser.</summary>
[Collection(nameof(BrowserCollection))]
public sealed class PageTests(PeopleFixture people) : IClassFixture<PeopleFixture>, IAsyncLifetime
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _document = Guid.NewGuid().ToString("n");

    private IList<EditorPage> Pages => people.Pages;

    private EditorPage Alice => Pages[0];

    private EditorPage Bob => Pages[1];

    private EditorPage Carol => Pages[2];

    public async Task InitializeAsync()
    {
        foreach (EditorPage page in Pages)
            await page.TurnToAsync(_document);
        foreach (EditorPage page in Pages)
        {
            await page.UntilConnectionAsync("Connected");
            await page.UntilAsync("document.querySelectorAll('.person:not(.away)').length === 2");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [BrowserFact]
    public async Task Typing_AtOnce_GivesAllTheSameText()
    {
        await Task.WhenAll(Pages.Select((page, i) => page.TypeAsync(new string((char)('a' + i), 60), 15)));

        await AssertSameAsync(180);
        string text = await Alice.TextAsync();
        Assert.All("abc", letter => Assert.Equal(60, text.Count(c => c == letter)));
    }

    [BrowserFact]
    public async Task Typing_InLinesThatOthersEdit_KeepsTheCaret()
    {
        await Alice.TypeAsync("first\nsecond\nthird");
        await Bob.UntilTextAsync("first\nsecond\nthird");
        await Bob.Editor.EvaluateAsync("editor => editor.setSelectionRange(0, 0)");
        await Carol.UntilTextAsync("first\nsecond\nthird");
        await Carol.Editor.EvaluateAsync("editor => editor.setSelectionRange(6, 12)");

        await Task.WhenAll(Alice.TypeAsync(" and more", 10), Bob.TypeAsync("the ", 10));

        await AssertSameAsync("first\nsecond\nthird".Length + 13);
        Assert.Equal("the first\nsecond\nthird and more", await Alice.TextAsync());
        Assert.Equal("second", await Carol.Editor.EvaluateAsync<string>(
            "editor => editor.value.slice(editor.selectionStart, editor.selectionEnd)"));
    }

    [BrowserFact]
    public async Task Offline_AndBack_MergesWhatAllHaveWritten()
    {
        await Alice.TypeAsync("=");
        await AssertSameAsync(1);

        people.Cable.Pull();
        await Carol.UntilConnectionAsync("Offline");
        await Alice.UntilAsync("document.querySelector('.person.away')");
        await Task.WhenAll(Pages.Select((page, i) => page.TypeAsync(new string((char)('a' + i), 20), 5)));
        await Carol.UntilLengthAsync(21);
        people.Cable.Plug();

        await AssertSameAsync(61);
        await Carol.UntilConnectionAsync("Connected");
        await Alice.UntilAsync("document.querySelectorAll('.person:not(.away)').length === 2");
    }

    [BrowserFact]
    public async Task Typing_WhileTheBrokerIsKilled_LosesNothing()
    {
        TimeSpan typing = Durations.Typing(6);
        using var stop = new CancellationTokenSource();
        Task kills = people.Community.KillBrokerRepeatedlyAsync(Durations.BetweenKills(typing), stop.Token);
        int[] typed = await Task.WhenAll(Pages.Select((page, i) => TypeForAsync(page, (char)('a' + i), typing)));
        await stop.CancelAsync();
        await kills;

        await AssertSameAsync(typed.Sum());
        string text = await Alice.TextAsync();
        Assert.Equal(typed, "abc".Select(letter => text.Count(c => c == letter)));
    }

    [BrowserFact]
    public async Task Tab_ClosedInTheMiddleOfAWord_HasSentAllOfIt()
    {
        await Alice.TypeAsync("unfinis");
        await Alice.DisposeAsync();

        await Bob.UntilTextAsync("unfinis");
        await Bob.UntilAsync("!document.querySelector('.caret[data-name=alice]')");
        Pages[0] = await people.OpenAsync(0, _document);
        await Alice.UntilTextAsync("unfinis");
    }

    [BrowserFact]
    public async Task Reload_ComesBackToDocumentTextAndCaret()
    {
        await Alice.TypeAsync("one two");
        await Alice.PressAsync("ArrowLeft");
        await Alice.PressAsync("ArrowLeft");
        await Bob.UntilTextAsync("one two");

        await Alice.Page.ReloadAsync();
        await Alice.UntilTextAsync("one two");
        await Alice.TypeAsync("X");

        await AssertSameAsync(8);
        Assert.Equal("one tXwo", await Bob.TextAsync());
    }

    [BrowserFact]
    public async Task Undo_TakesBackOnesOwnEditsAlone()
    {
        await Alice.TypeAsync("mine ");
        await Bob.UntilTextAsync("mine ");
        await Bob.PressAsync("End");
        await Bob.TypeAsync("yours");
        await AssertSameAsync(10);

        await Alice.PressAsync("Control+z");
        await AssertSameAsync(5);
        Assert.Equal("yours", await Carol.TextAsync());
        await Alice.PressAsync("Control+Shift+z");
        await AssertSameAsync(10);
        Assert.Equal("mine yours", await Carol.TextAsync());
        await Alice.Page.Locator("#undo").ClickAsync();
        await AssertSameAsync(5);
        await Alice.Page.Locator("#redo").ClickAsync();
        await AssertSameAsync(10);
    }

    [BrowserFact]
    public async Task Undo_OfWhatSomebodyElseHasDeleted_ChangesNothing()
    {
        await Alice.TypeAsync("word");
        await Bob.UntilTextAsync("word");
        await Bob.PressAsync("Control+a");
        await Bob.PressAsync("Delete");
        await AssertSameAsync(0);

        await Alice.PressAsync("Control+z");
        await Alice.PressAsync("Control+z");
        await Alice.TypeAsync("again");

        await AssertSameAsync(5);
    }

    [BrowserFact]
    public async Task Caret_OfSomebodyElse_StandsWhereTheyWrite()
    {
        await Alice.TypeAsync("0123456789");
        await Bob.UntilTextAsync("0123456789");
        await Bob.UntilAsync("document.querySelector('.caret[data-name=alice]')");
        double end = await LeftOfCaretAsync(Bob, "alice");

        await Alice.Editor.EvaluateAsync("editor => editor.setSelectionRange(2, 5)");
        await Bob.UntilAsync("document.querySelector('.selected[data-name=alice]')");
        double moved = await LeftOfCaretAsync(Bob, "alice");
        await Bob.PressAsync("Home");
        await Bob.TypeAsync("abc");
        await Bob.UntilAsync(
            "parseFloat(document.querySelector('.caret[data-name=alice]').style.left) > given + 10", moved);
        await Bob.TypeAsync("d");
        await Alice.UntilAsync("document.getElementById('typing').textContent === 'bob is typing…'");

        Assert.True(moved < end, $"The caret was at {end} and then at {moved}.");
        await AssertSameAsync(14);
    }

    [BrowserFact]
    public async Task Document_ThatCannotBeOpened_IsSaidAndTheOneBeforeStays()
    {
        string name = $"letter {_document}";
        string file = DocumentName.TryParse(name)!.Key + LocalDocument.Extension;
        await File.WriteAllTextAsync(Path.Combine(people.Community.FolderOf("alice"), file), "Dear Sir or Madam");

        await Alice.Page.EvaluateAsync("name => { location.hash = name; }", name);
        await Alice.UntilAsync("document.getElementById('trouble').textContent.includes('cannot be opened')");
        await Alice.TypeAsync("here");

        await AssertSameAsync(4);
    }

    [BrowserFact]
    public async Task Composition_WhileOthersType_IsNotTornApart()
    {
        ICDPSession keyboard = await Alice.Page.Context.NewCDPSessionAsync(Alice.Page);
        await ComposeAsync(keyboard, "k");
        await ComposeAsync(keyboard, "ka");
        await Bob.TypeAsync("bob");
        await Carol.UntilTextAsync("bob");
        await ComposeAsync(keyboard, "kan");
        await keyboard.SendAsync("Input.insertText", new() { ["text"] = "漢" });

        await AssertSameAsync(4);
        Assert.True(await Bob.TextAsync() is "bob漢" or "漢bob");
    }

    [BrowserFact]
    public async Task Emoji_ReplacedByAnotherOfTheSameHalf_StaysWhole()
    {
        await Alice.TypeAsync("😀");
        await Bob.UntilTextAsync("😀");
        await Bob.Editor.EvaluateAsync("""
            editor => {
                editor.setSelectionRange(0, 2);
                document.execCommand("insertText", false, "😁");
            }
            """);

        await Alice.UntilTextAsync("😁");
        await Carol.UntilTextAsync("😁");
    }

    [BrowserFact]
    public async Task Rebase_OfThePage_TransformsLikeThatOfTheProcess()
    {
        List<object> cases = [];
        List<string> expected = [];
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string text = RandomChanges.Text(random);
            TextOperation one = RandomChanges.Next(random, text.Length);
            TextOperation other = RandomChanges.Next(random, text.Length);
            int index = random.Next(text.Length + 1);
            cases.Add(new { text, one, other, index });
            expected.Add($"{other.After(one, isFirst: false).ApplyTo(one.ApplyTo(text))}|{one.Move(index)}");
        }
        string[] results = await Alice.Page.EvaluateAsync<string[]>("""
            async given => {
                const { after, apply, move } = await import("./coedit.js");
                return JSON.parse(given).flatMap(({ text, one, other, index }) => [
                    `${apply(apply(text, one), after(other, one, false))}|${move(index, one)}`,
                    `${apply(apply(text, other), after(one, other, true))}|${move(index, one)}`,
                ]);
            }
            """, JsonSerializer.Serialize(cases, Json));

        Assert.Equal(expected.SelectMany(text => new[] { text, text }), results);
    }

    [BrowserFact]
    public async Task Difference_OfAnyTwoTexts_LeadsFromOneToTheOther()
    {
        string[] wrong = await Alice.Page.EvaluateAsync<string[]>("""
            async () => {
                const { diff, apply } = await import("./coedit.js");
                const wrong = [];
                const letters = ["a", "a", "b", "\n", "😀", "😁"];
                const random = count => Math.floor(Math.random() * count);
                const any = () => Array.from({ length: random(6) }, () => letters[random(letters.length)]).join("");
                for (let i = 0; i < 20000; i++) {
                    const [before, now] = [any(), any()];
                    const change = diff(before, now, random(now.length + 1));
                    const isWhole = change.every(part => part.insert === undefined || part.insert.isWellFormed());
                    if (apply(before, change) !== now || !isWhole)
                        wrong.push(`${before} -> ${now}: ${JSON.stringify(change)}`);
                }
                return wrong;
            }
            """);

        Assert.Empty(wrong);
    }

    private static async Task<int> TypeForAsync(EditorPage page, char letter, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        int typed = 0;
        for (; Stopwatch.GetElapsedTime(start) < time; typed += 5)
            await page.TypeAsync(new string(letter, 5), 40);
        return typed;
    }

    private static Task<JsonElement?> ComposeAsync(ICDPSession keyboard, string text) => keyboard.SendAsync(
        "Input.imeSetComposition",
        new() { ["text"] = text, ["selectionStart"] = text.Length, ["selectionEnd"] = text.Length });

    private static Task<double> LeftOfCaretAsync(EditorPage page, string name) => page.Page.EvaluateAsync<double>(
        "name => parseFloat(document.querySelector(`.caret[data-name=${name}]`).style.left)", name);

    // The text of the pages, and what each of them is measured by.
    private async Task AssertSameAsync(int length)
    {
        foreach (EditorPage page in Pages)
            await page.UntilLengthAsync(length);
        string text = await Alice.TextAsync();
        foreach (EditorPage page in Pages)
        {
            await page.UntilTextAsync(text);
            Assert.Equal(text + "\u200b", await page.Page.Locator("#mirror").TextContentAsync());
            Assert.Empty(page.Faults);
        }
    }
}
