using System.Collections.Immutable;
using System.Threading.Tasks;
using AdapterKit.Analyzers;
using Microsoft.CodeAnalysis.CodeActions;

namespace AdapterKit.CodeFixes;

/// <summary>A fix that edits the text around a diagnostic: what it leaves alone stays as it was written, trivia and all.</summary>
public abstract class TextFix : CodeFixProvider
{
    /// <summary>A fix of these diagnostics.</summary>
    private protected TextFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (Mend(root, diagnostic) is { } mend)
                Register(context, diagnostic, mend);
        }
    }

    /// <summary>The edits; <c>null</c> where nothing mechanical helps.</summary>
    private protected abstract Mend? Mend(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The innermost node of a kind around a diagnostic.</summary>
    private protected static T? Around<T>(SyntaxNode root, Diagnostic diagnostic)
        where T : SyntaxNode =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>The name that the analyzer proposes.</summary>
    private protected static string? Proposed(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Nearest.Property, out var name) ? name : null;

    private void Register(CodeFixContext context, Diagnostic diagnostic, Mend mend) => context.RegisterCodeFix(
        CodeAction.Create(
            mend.Title,
            async cancellation =>
            {
                var text = await context.Document.GetTextAsync(cancellation).ConfigureAwait(false);
                return context.Document.WithText(text.WithChanges(mend.Changes));
            },
            equivalenceKey: GetType().Name),
        diagnostic);
}
