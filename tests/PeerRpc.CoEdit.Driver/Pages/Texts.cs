using System.Text;
using CoEdit.Documents;

namespace PeerRpc.CoEdit.Driver.Pages;

/// <summary>Applies changes to plain texts.</summary>
internal static class Texts
{
    public static string After(string text, TextOperation change)
    {
        var result = new StringBuilder();
        int at = 0;
        foreach (TextPart part in change)
        {
            result.Append(part.Insert).Append(text, at, part.Keep);
            at += part.Length;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }
}
