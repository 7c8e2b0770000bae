using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports invalid or repeated layer sets in <c>[AdapterDrop]</c> and <c>[Adapter]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropAnalyzer() : TaskAnalyzer(
    TaskDescriptors.MalformedDrop, TaskDescriptors.DropBeyondLayers, TaskDescriptors.DuplicateDrop, TaskDescriptors.NoLayerLeft)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var points = new HashSet<string>();
        foreach (var drop in task.Symbol.GetAttributes().Where(attribute => attribute.AttributeClass?.Is(known.DropAttribute) == true))
        {
            var point = drop.GetText("Point");
            if (!points.Add(point ?? "*"))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.DuplicateDrop, drop.GetLocation(), task.Name, point is null ? "at every point" : $"at '{point}'"));
            }

            if (drop.ConstructorArguments is [{ Value: string layers }])
                CheckLayers(context, known, task, drop.GetLocation(0), layers, isWhole: point is null);
        }

        foreach (var adapter in DeclaredAdapter.FindAll(task.Symbol, known))
        {
            if (adapter.Attribute.GetText("Drop") is { } layers)
                CheckLayers(context, known, task, adapter.Attribute.GetLocation("Drop"), layers, isWhole: true);
        }
    }

    private static void CheckLayers(
        SymbolAnalysisContext context, KnownTypes known, DeclaredType task, Location location, string layers, bool isWhole)
    {
        if (LayerText.FindHighest(layers) is not { } highest)
        {
            var corrected = LayerText.Correct(layers);
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.MalformedDrop, location, Nearest.ToProperties(corrected),
                Names.ToPrintable(layers), Nearest.ToQuestion(corrected)));
        }
        else if (task.Attribute.GetText("Backbone") is { } backbone
            && known.FindLayout(backbone) is { } layout)
        {
            if (highest >= layout.Layers)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.DropBeyondLayers, location, highest, backbone, layout.Layers - 1));
            }
            else if (isWhole && LayerText.Count(layers) == layout.Layers)
            {
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.NoLayerLeft, location, backbone, layout.Layers - 1));
            }
        }
    }
}
