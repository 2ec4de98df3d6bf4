namespace Chat;

/// <summary>Does what a typed line asks for.</summary>
internal sealed class ChatCommands(ChatMember member, ChatWindow window)
{
    /// <summary>Handles one line; done when everybody concerned has got it.</summary>
    /// <returns>False if the line asks to leave.</returns>
    public async Task<bool> HandleAsync(string line)
    {
        switch (line.Trim())
        {
            case "":
                return true;
            case "/quit":
                return false;
            case "/who":
                await window.ShowAsync($"* Here: {string.Join(", ", await member.GetMembersAsync())}.");
                return true;
            case ['/', ..]:
                await window.ShowAsync("* There are /who, /quit and @name text; everything else goes to everyone.");
                return true;
            case ['@', .. string rest] when rest.Split(' ', 2) is [string name, string text]:
                await member.SayToAsync(name, text);
                return true;
            case ['@', ..]:
                await window.ShowAsync("* Write @name and then what you want to say.");
                return true;
            default:
                await member.SayToAllAsync(line);
                return true;
        }
    }
}
