namespace AdapterKit.CodeFixes;

/// <summary>Creates the edits that several fixes share.</summary>
internal static class TextEdit
{
    public static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    public static TextChange Replace(SyntaxNode node, string text) => new(node.Span, text);

    /// <summary>Removes a token and the white space after it.</summary>
    public static TextChange Remove(SyntaxToken token) => new(TextSpan.FromBounds(token.SpanStart, token.FullSpan.End), "");

    /// <summary>Removes a node and the white space after it.</summary>
    public static TextChange RemoveWithTrailingTrivia(SyntaxNode node) =>
        new(TextSpan.FromBounds(node.SpanStart, node.GetLastToken().GetNextToken().SpanStart), "");

    /// <summary>Removes an element of a list and one adjacent comma.</summary>
    public static TextChange RemoveElement(SyntaxNode element)
    {
        var before = element.GetFirstToken().GetPreviousToken();
        var after = element.GetLastToken().GetNextToken();
        if (before.IsKind(SyntaxKind.CommaToken))
            return new TextChange(TextSpan.FromBounds(before.SpanStart, element.Span.End), "");

        return after.IsKind(SyntaxKind.CommaToken)
            ? new TextChange(TextSpan.FromBounds(element.SpanStart, after.FullSpan.End), "")
            : new TextChange(element.Span, "");
    }

    /// <summary>Removes an attribute, and the whole list if it has no other attribute.</summary>
    public static TextChange RemoveAttribute(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count > 1
            ? RemoveElement(attribute)
            : RemoveWithTrailingTrivia(list);
    }

    /// <summary>Returns the modifier of that kind; <c>null</c> if there is none.</summary>
    public static SyntaxToken? FindModifier(this MemberDeclarationSyntax member, SyntaxKind kind)
    {
        foreach (var modifier in member.Modifiers)
        {
            if (modifier.IsKind(kind))
                return modifier;
        }

        return null;
    }

    /// <summary>Converts a text to a string literal.</summary>
    public static string ToLiteral(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>Returns the white space before the first token of a node.</summary>
    public static string GetIndentation(SyntaxNode node) =>
        node.GetLeadingTrivia() is [.., var trivia] && trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? trivia.ToString() : "";
}
