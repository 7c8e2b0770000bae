using System.Collections.Immutable;
using System.Threading.Tasks;
using AdapterKit.Analyzers;
using Microsoft.CodeAnalysis.CodeActions;

namespace AdapterKit.CodeFixes;

/// <summary>A fix that edits the text around a diagnostic. All other text, including trivia, stays unchanged.</summary>
public abstract class TextFix : CodeFixProvider
{
    /// <summary>Creates a fix for these diagnostics.</summary>
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
            if (CreateFix(root, diagnostic) is { } fix)
                Register(context, diagnostic, fix);
        }
    }

    /// <summary>Creates the fix; <c>null</c> if there is no mechanical fix.</summary>
    private protected abstract Fix? CreateFix(SyntaxNode root, Diagnostic diagnostic);

    /// <summary>Returns the innermost node of a kind that contains the diagnostic.</summary>
    private protected static T? FindAncestor<T>(SyntaxNode root, Diagnostic diagnostic)
        where T : SyntaxNode =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<T>();

    /// <summary>Returns the name that the analyzer suggests.</summary>
    private protected static string? GetSuggestion(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Nearest.Property, out var name) ? name : null;

    private void Register(CodeFixContext context, Diagnostic diagnostic, Fix fix) => context.RegisterCodeFix(
        CodeAction.Create(
            fix.Title,
            async cancellationToken =>
            {
                var text = await context.Document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                return context.Document.WithText(text.WithChanges(fix.Changes));
            },
            equivalenceKey: GetType().Name),
        diagnostic);
}
