import DocumentModel
import Primitives

/// Resources of a template with the given nodes and nothing else unless told.
func resources(
    nodes: [Span] = [], nodeNames: [String] = [],
    source: SourceText = SourceText(file: "t.xml", bytes: []),
    includes: [SourceText] = [], nodeFiles: [Int] = [], tables: [TableSpec] = [],
    images: [ImageResource] = []
) -> DocumentResources {
    let page = PageMaster(
        width: .points(200), height: .points(200), margin: .zero, header: -1, footer: -1)
    return DocumentResources(
        styles: [Style()], fonts: [], tables: tables, images: images, firstPage: page,
        restPage: page, nodes: nodes, nodeNames: nodeNames, source: source, includes: includes,
        nodeFiles: nodeFiles)
}
