using System.ComponentModel.DataAnnotations;

namespace Chat.Contracts;

/// <summary>One line of the chat.</summary>
/// <param name="Text">What was typed.</param>
/// <param name="IsPrivate">Whether it went to one person only.</param>
public sealed record ChatLine([StringLength(4000)] string Text, bool IsPrivate);
