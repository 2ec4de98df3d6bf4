using FileShare.Contracts;

namespace FileShare.Words;

/// <summary>Says why somebody did not give or take a file.</summary>
internal static class RefusalWords
{
    /// <param name="reason">The reason.</param>
    /// <param name="who">Whose share it is.</param>
    /// <param name="file">The file, as it was asked for: not as the other one calls it.</param>
    public static string For(RefusalReason reason, string who, string file) => reason switch
    {
        RefusalReason.NotShared => $"{who} shares no file '{file}'.",
        RefusalReason.Changed => $"'{file}' has just been changed at {who}'s. Ask for it again.",
        RefusalReason.NoUploads => $"{who} takes no files. It would have to be started with --accept-uploads.",
        RefusalReason.Exists => $"{who} has another '{file}'. To replace it, both sides have to say --overwrite.",
        RefusalReason.BadName => $"'{file}' is not a name that {who} would store a file under.",
        RefusalReason.Busy => $"Somebody else is putting '{file}' there right now.",
        RefusalReason.NoRoom => $"{who} has no room for '{file}'.",
        RefusalReason.Damaged => $"'{file}' has not arrived as it was sent: its hash is another one.",
        _ => $"{who} has refused '{file}'.",
    };
}
