using AdapterKit.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Applies fixes to a document, as an editor does.</summary>
internal sealed class Mending : IDisposable
{
    public static readonly IReadOnlyList<CodeFixProvider> Fixes = [.. typeof(TextFix).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private readonly AdhocWorkspace workspace = new();
    private readonly Document document;

    public Mending(string source)
    {
        var project = workspace.CurrentSolution
            .AddProject("Mended", "Mended", LanguageNames.CSharp)
            .WithParseOptions(Sources.Parsing)
            .WithCompilationOptions(Sources.Strict)
            .WithMetadataReferences(Sources.References);
        document = project.AddDocument("Usings.cs", Sources.Usings).Project.AddDocument("Source.cs", source);
    }

    public void Dispose() => workspace.Dispose();

    /// <summary>The fixes offered for the first diagnostic of an id.</summary>
    public async Task<IReadOnlyList<CodeAction>> Offered(string id)
    {
        var diagnostic = (await Diagnostics()).First(found => found.Id == id);
        var offered = new List<CodeAction>();
        foreach (var fix in FixesOf(id))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));

        return offered;
    }

    /// <summary>The source after one fix.</summary>
    public Task<string> After(CodeAction action) => Changed(action);

    /// <summary>The source after a fix of every diagnostic of an id at once.</summary>
    public async Task<string> AfterAll(string id)
    {
        var fix = FixesOf(id).Single();
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, fix.GetType().Name, [id], new Known(await Diagnostics()), CancellationToken.None);
        return await Changed((await fix.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private static IEnumerable<CodeFixProvider> FixesOf(string id) => Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(id));

    private async Task<string> Changed(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }

    private async Task<IReadOnlyList<Diagnostic>> Diagnostics() =>
        (await Analysis.Of((CSharpCompilation)(await document.Project.GetCompilationAsync())!)).Ours;

    private sealed class Known(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => All();

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => All();

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => All();

        private Task<IEnumerable<Diagnostic>> All() => Task.FromResult(diagnostics.AsEnumerable());
    }
}
