using System.ComponentModel.DataAnnotations;

namespace Quickstart.Contracts;

/// <summary>One line of a conversation.</summary>
/// <param name="Text">Checked against the attribute before the method at the other end is entered.</param>
public sealed record ChatMessage([StringLength(200, MinimumLength = 1)] string Text);
