; The installer for Windows. It asks for no administrator: it installs for one user.
;   makensis -DVERSION=1.2.3 -DFROM=folder -DTO=installer.exe truceline.nsi
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
Name "Truceline"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\Truceline"
InstallDirRegKey HKCU "Software\Truceline" "Folder"
RequestExecutionLevel user
Icon "${FROM}\truceline.ico"
UninstallIcon "${FROM}\truceline.ico"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Truceline"
VIAddVersionKey "FileDescription" "Installs Truceline"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"
!include "MUI2.nsh"
!define MUI_ICON "${FROM}\truceline.ico"
!define MUI_UNICON "${FROM}\truceline.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\truceline.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Truceline"

Section
  SetOutPath "$INSTDIR"
  File "${FROM}\truceline.exe"
  File "${FROM}\truceline.ico"
  File "${FROM}\LICENSE.txt"
  File "${FROM}\README.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Truceline.lnk" "$INSTDIR\truceline.exe"
  WriteRegStr HKCU "Software\Truceline" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.truceline" "" "Truceline.Story"
  WriteRegStr HKCU "Software\Classes\.truceline-talk" "" "Truceline.Talk"
  WriteRegStr HKCU "Software\Classes\Truceline.Story" "" "Truceline story"
  WriteRegStr HKCU "Software\Classes\Truceline.Story\DefaultIcon" "" "$INSTDIR\truceline.ico"
  WriteRegStr HKCU "Software\Classes\Truceline.Story\shell\open\command" "" '"$INSTDIR\truceline.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Truceline.Talk" "" "Truceline talk"
  WriteRegStr HKCU "Software\Classes\Truceline.Talk\DefaultIcon" "" "$INSTDIR\truceline.ico"
  WriteRegStr HKCU "Software\Classes\Truceline.Talk\shell\open\command" "" '"$INSTDIR\truceline.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Truceline"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\truceline.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
SectionEnd

; What a reader's own is, in the profile, stays.
Section "Uninstall"
  Delete "$INSTDIR\truceline.exe"
  Delete "$INSTDIR\truceline.ico"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Truceline.lnk"
  DeleteRegKey HKCU "Software\Truceline"
  DeleteRegKey HKCU "Software\Classes\.truceline"
  DeleteRegKey HKCU "Software\Classes\.truceline-talk"
  DeleteRegKey HKCU "Software\Classes\Truceline.Story"
  DeleteRegKey HKCU "Software\Classes\Truceline.Talk"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x8000000, i 0, p 0, p 0)'
SectionEnd
