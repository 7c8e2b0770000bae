namespace AdapterKit.CodeFixes;

/// <summary>Edits that several fixes make.</summary>
internal static class Edit
{
    public static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    public static TextChange Replace(SyntaxNode node, string text) => new(node.Span, text);

    /// <summary>Removes a token and the space after it.</summary>
    public static TextChange Remove(SyntaxToken token) => new(TextSpan.FromBounds(token.SpanStart, token.FullSpan.End), "");

    /// <summary>Removes a node and the white space after it.</summary>
    public static TextChange RemoveWhole(SyntaxNode node) =>
        new(TextSpan.FromBounds(node.SpanStart, node.GetLastToken().GetNextToken().SpanStart), "");

    /// <summary>Removes an element of a list with one of its commas.</summary>
    public static TextChange RemoveElement(SyntaxNode element)
    {
        var before = element.GetFirstToken().GetPreviousToken();
        var after = element.GetLastToken().GetNextToken();
        return new TextChange(
            before.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(before.SpanStart, element.Span.End)
            : after.IsKind(SyntaxKind.CommaToken) ? TextSpan.FromBounds(element.SpanStart, after.FullSpan.End)
            : element.Span,
            "");
    }

    /// <summary>Removes an attribute, with its brackets and what follows them where it stands in them alone.</summary>
    public static TextChange RemoveAttribute(AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count > 1
            ? RemoveElement(attribute)
            : RemoveWhole(list);
    }

    /// <summary>A modifier of that kind, where there is one.</summary>
    public static SyntaxToken? Modifier(this MemberDeclarationSyntax member, SyntaxKind kind)
    {
        foreach (var modifier in member.Modifiers)
        {
            if (modifier.IsKind(kind))
                return modifier;
        }

        return null;
    }

    /// <summary>A text as a literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The white space before the first token of a line.</summary>
    public static string Indentation(SyntaxNode node) =>
        node.GetLeadingTrivia() is [.., var trivia] && trivia.IsKind(SyntaxKind.WhitespaceTrivia) ? trivia.ToString() : "";
}
