using System.Text.Json.Serialization;
using AdapterKit.Interchange;
using AdapterKit.Onnx;

namespace AdapterKit.Cli.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ErrorReport))]
[JsonSerializable(typeof(PredictionReport))]
[JsonSerializable(typeof(BatchPrediction))]
[JsonSerializable(typeof(EnvironmentReport))]
[JsonSerializable(typeof(IReadOnlyList<PluginReport>))]
[JsonSerializable(typeof(LayoutReport))]
[JsonSerializable(typeof(IReadOnlyList<FusionReport>))]
[JsonSerializable(typeof(PruningReport))]
[JsonSerializable(typeof(OnnxExport))]
[JsonSerializable(typeof(FolderExport))]
[JsonSerializable(typeof(FolderReport))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(MergeReport))]
[JsonSerializable(typeof(Embedding))]
[JsonSerializable(typeof(Continuation))]
[JsonSerializable(typeof(IReadOnlyList<ScoreReport>))]
[JsonSerializable(typeof(IReadOnlyList<ComparisonRow>))]
[JsonSerializable(typeof(TrainingReport))]
[JsonSerializable(typeof(PretrainingReport))]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(DropRunReport))]
[JsonSerializable(typeof(DropReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
